/* SPDX-License-Identifier: MIT */
/*
 * Boundary lines and cuts out of arbitrary bytes: whatever the lines, stitching,
 * cutting and selecting end and stay within their memory.
 */
#include <stdint.h>

#include "borders/borders.h"

#define MOST_LINES     40
#define MOST_POSITIONS 60

typedef struct {
    const uint8_t *data;
    size_t left;
} Bytes;

static unsigned
take(Bytes *bytes)
{
    if (bytes->left == 0) {
        return 0;
    }
    bytes->left--;
    return *bytes->data++;
}

/* A coarse net of positions, so that ends often meet; now and then a wild one. */
static MarchLonLat
take_position(Bytes *bytes)
{
    unsigned x = take(bytes), y = take(bytes);

    if (x == 255) {
        return (MarchLonLat){(double)y * 3 - 380, (double)take(bytes) * 2 - 250};
    }
    return (MarchLonLat){170 + x / 16 * 0.9 + x % 16 * 0.00005, 40 + y / 8 * 0.3};
}

static void
take_lines(Bytes *bytes, MarchFeatures *features)
{
    static const char *const CODES[] = {"AA", "BB", "CC", "AA/BB", ""};
    static const char *const KINDS[] = {"land", "enclave", "claim", "nonsense"};
    unsigned n_lines = take(bytes) % MOST_LINES;

    for (unsigned i = 0; i < n_lines && bytes->left > 0; i++) {
        unsigned code = take(bytes), count = take(bytes) % MOST_POSITIONS;
        MarchLonLat positions[MOST_POSITIONS];
        MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
        MarchFeature *feature;

        for (unsigned j = 0; j < count; j++) {
            positions[j] = take_position(bytes);
        }
        march_geometry_add_part(geometry, positions, count, FALSE);
        feature = march_features_add(features, geometry);
        march_features_set_string(features, feature, "left", CODES[code % 5]);
        march_features_set_string(features, feature, "right", CODES[code / 5 % 5]);
        march_features_set_string(features, feature, "kind", KINDS[code / 25 % 4]);
    }
}

static void
take_cut(Bytes *bytes, MarchBorders *borders, MarchDiagnostics *diagnostics)
{
    MarchCutPlace via = {"via", take_position(bytes), 0};
    MarchCutRequest request = {
        .name = "section",
        .between = {"AA", "BB"},
        .kind = (MarchCutKind)(take(bytes) % (MARCH_CUT_ALL + 1)),
        .from = {"from", take_position(bytes), 0},
        .to = {"to", take_position(bytes), take(bytes) * 10},
        .via = &via,
        .n_via = take(bytes) % 2,
        .within_km = take(bytes) * 2,
        .km_from = take(bytes),
        .km_to = take(bytes) * 2,
        .snap_limit_km = take(bytes) * 20,
        .status = (MarchBorderStatus)(take(bytes) % (MARCH_BORDER_UNRECOGNISED + 1)),
    };
    g_autoptr(GError) error = NULL;
    const MarchSection *section =
        march_borders_cut(borders, &request, diagnostics, &error);

    g_assert_true((section == NULL) == (error != NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Bytes bytes = {data, size};
    g_autoptr(MarchFeatures) lines = march_features_new();
    g_autoptr(MarchBorders) borders = march_borders_new();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchFeatures) selected = NULL;

    take_lines(&bytes, lines);
    march_borders_add_lines(borders, lines, "fuzz", diagnostics);
    for (int i = 0; i < 8 && bytes.left > 0; i++) {
        take_cut(&bytes, borders, diagnostics);
    }
    selected = march_borders_select(borders, MARCH_DATE_NONE, "AA", diagnostics);
    return 0;
}
