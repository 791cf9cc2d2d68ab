/* SPDX-License-Identifier: MIT */
/** Folding of names: any bytes give sound strings within their limits. */
#include <stdint.h>
#include <string.h>

#include "gazetteer/name-forms.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_sound(const MarchSound *sound)
{
    g_assert_cmpuint(sound->length, <=, MARCH_SOUND_LIMIT);
    g_assert_cmpuint(strlen(sound->text), ==, sound->length);
    MarchSound other;
    march_sound_soften(sound, &other);
    g_assert_cmpuint(other.length, <=, sound->length);
    march_sound_skeleton(sound, &other);
    g_assert_cmpuint(other.length, <=, sound->length);
    g_assert_cmpuint(march_sound_distance(sound, sound, G_MAXUINT), ==, 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autoptr(MarchNameFolder) folder = march_name_folder_new();
    g_autoptr(GArray) forms = g_array_new(FALSE, FALSE, sizeof(MarchNameForm));
    MarchNameHint hint;
    march_name_forms_for_query(folder, text, "KG,FR", forms, &hint);
    march_name_forms_for_index(folder, text, "PL", TRUE, forms);
    for (guint i = 0; i < forms->len; i++) {
        check_sound(&g_array_index(forms, MarchNameForm, i).sound);
    }
    g_autofree char *normal = march_name_normalize(text);
    g_assert_true(g_utf8_validate(normal, -1, NULL));
    return 0;
}
