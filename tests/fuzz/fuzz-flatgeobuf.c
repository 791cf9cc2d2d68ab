/* SPDX-License-Identifier: MIT */
#include "geodata/flatgeobuf.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    const MarchBox world = {-180, -90, 180, 90};
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(MarchFlatgeobuf) file = march_flatgeobuf_new(bytes, "fuzz", NULL);
    g_autoptr(MarchFeatures) features = march_features_new();

    if (file != NULL) {
        gboolean read = march_flatgeobuf_read(file, world, NULL, features, NULL);

        g_assert(!read ||
                 march_features_count(features) <= march_flatgeobuf_count(file));
    }
    return 0;
}
