/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "gazetteer/sound-batch.h"

#define ROUNDS 3000

static void
make_sound(GRand *rand, gint32 longest, MarchCostedSound *costed)
{
    static const char letters[] = "aeioubpdtgkvfzsmnlrhcCSJ07?";
    MarchSound sound = {.length = (guint)g_rand_int_range(rand, 1, longest + 1)};
    for (guint i = 0; i < sound.length; i++) {
        sound.text[i] = letters[g_rand_int_range(rand, 0, (gint32)sizeof letters - 1)];
    }
    march_sound_cost(&sound, costed);
}

/** All distances of a batch are those of one sound at a time. */
static void
check(gint32 longest, gboolean cheapen, guint limit)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    g_autofree MarchSoundBatch *batch = g_new(MarchSoundBatch, 1);
    for (guint round = 0; round < ROUNDS; round++) {
        const guint count =
            (guint)g_rand_int_range(rand, 1, (gint32)MARCH_SOUND_LANES + 1);
        MarchCostedSound forms[MARCH_SOUND_LANES];
        for (guint i = 0; i < count; i++) {
            make_sound(rand, longest, &forms[i]);
        }
        MarchCostedSound key;
        make_sound(rand, longest, &key);
        if (cheapen) {
            march_sound_cheapen_vowels(&key);
        }
        march_sound_batch_init(batch, forms, count);
        guint distances[MARCH_SOUND_LANES];
        march_sound_batch_measure(batch, &key, limit, distances);
        for (guint i = 0; i < count; i++) {
            const guint distance = march_sound_measure(&forms[i], &key, G_MAXUINT16);
            g_assert_true(distances[i] == distance ||
                          (distance > limit && distances[i] > limit));
        }
    }
}

static void
test_short_sounds(void)
{
    check(12, FALSE, G_MAXUINT16);
}

static void
test_longest_sounds(void)
{
    check(MARCH_SOUND_LIMIT, FALSE, G_MAXUINT16);
}

static void
test_cheap_vowels(void)
{
    check(12, TRUE, G_MAXUINT16);
}

static void
test_stops_beyond_limit(void)
{
    check(16, FALSE, 250);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gazetteer/sound-batch/short-sounds", test_short_sounds);
    g_test_add_func("/gazetteer/sound-batch/longest-sounds", test_longest_sounds);
    g_test_add_func("/gazetteer/sound-batch/cheap-vowels", test_cheap_vowels);
    g_test_add_func("/gazetteer/sound-batch/stops-beyond-limit",
                    test_stops_beyond_limit);
    return g_test_run();
}
