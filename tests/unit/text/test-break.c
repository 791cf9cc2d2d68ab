/* SPDX-License-Identifier: MIT */
#include "text/text.h"

static const MarchFont font = {.family = "Noto Sans", .size = 2.5, .weight = 400};

static MarchTextEngine *
create_engine(void)
{
    MarchTextEngine *engine =
        march_text_engine_new(MARCH_TEST_SOURCE_DIR "/styles/fonts", FALSE, NULL);

    g_assert_nonnull(engine);
    return engine;
}

static void
assert_lines(char **lines, const char *expected)
{
    g_autofree char *joined = g_strjoinv("|", lines);

    g_assert_cmpstr(joined, ==, expected);
    g_strfreev(lines);
}

static void
short_text_stays_whole(void)
{
    g_autoptr(MarchTextEngine) engine = create_engine();

    assert_lines(march_text_break(engine, &font, "Ak-Sai", 100), "Ak-Sai");
}

static void
lines_fit(void)
{
    static const char text[] =
        "Clashes on the border between Kyrgyzstan and Tajikistan "
        "near the Golovnoy water intake";
    g_autoptr(MarchTextEngine) engine = create_engine();

    for (double width = 18; width < 60; width += 3) {
        g_auto(GStrv) lines = march_text_break(engine, &font, text, width);
        g_autofree char *joined = g_strjoinv(" ", lines);

        g_assert_cmpstr(joined, ==, text);
        for (guint i = 0; lines[i] != NULL; i++) {
            g_assert_cmpfloat(march_text_measure(engine, &font, lines[i]).advance, <=,
                              width + 0.05);
        }
    }
}

static void
long_word_stays_whole(void)
{
    g_autoptr(MarchTextEngine) engine = create_engine();

    assert_lines(march_text_break(engine, &font, "in Internationalisation now", 8),
                 "in|Internationalisation|now");
}

static void
line_feeds_break(void)
{
    g_autoptr(MarchTextEngine) engine = create_engine();

    assert_lines(march_text_break(engine, &font, "one\n\ntwo ", 100), "one||two");
}

static void
no_break_space_holds(void)
{
    g_autoptr(MarchTextEngine) engine = create_engine();

    assert_lines(march_text_break(engine, &font, "about 40\302\240km", 9),
                 "about|40\302\240km");
}

static void
balanced_lines_are_alike(void)
{
    static const char text[] = "one two three four five six seven eight nine ten";
    g_autoptr(MarchTextEngine) engine = create_engine();
    double full = march_text_measure(engine, &font, text).advance;
    g_auto(GStrv) greedy = march_text_break(engine, &font, text, 0.8 * full);
    g_auto(GStrv) balanced = march_text_break_balanced(engine, &font, text, 0.8 * full);
    double first, second;

    g_assert_cmpuint(g_strv_length(balanced), ==, g_strv_length(greedy));
    g_assert_cmpuint(g_strv_length(balanced), ==, 2);
    first = march_text_measure(engine, &font, balanced[0]).advance;
    second = march_text_measure(engine, &font, balanced[1]).advance;
    g_assert_cmpfloat(MIN(first, second) / MAX(first, second), >, 0.8);
}

static void
arabic_breaks_in_reading_order(void)
{
    g_autoptr(MarchTextEngine) engine = create_engine();
    double word = march_text_measure(engine, &font, "باتکن").advance;

    assert_lines(march_text_break(engine, &font, "باتکن ورخ", word * 1.1), "باتکن|ورخ");
}

static void
bytes_that_are_no_text_are_survived(void)
{
    g_autoptr(MarchTextEngine) engine = create_engine();

    assert_lines(march_text_break(engine, &font, "a\xff b", 100), "a\357\277\275 b");
}

/* Names in scripts without spaces end at their hyphen or space, not within. */
static void
names_without_spaces_stay_whole(void)
{
    static const struct {
        const char *text;
        double ems;
        const char *lines;
    } CASES[] = {
        {"ปราสาทพระวิหาร-ภูมะเขือ", 8, "ปราสาทพระวิหาร-|ภูมะเขือ"},
        {"เชียงใหม่", 2, "เชียงใหม่"},
        {"ព្រះវិហារ ភ្នំពេញ", 5, "ព្រះវិហារ|ភ្នំពេញ"},
    };
    g_autoptr(MarchTextEngine) engine = create_engine();

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        assert_lines(march_text_break_balanced(engine, &font, CASES[i].text,
                                               CASES[i].ems * font.size),
                     CASES[i].lines);
    }
}

/* Prose of such scripts is broken between the words of the dictionary only. */
static void
words_without_spaces_stay_whole(void)
{
    static const struct {
        const char *text;
        const char *words; /* "|" where a line may end */
    } CASES[] = {
        {"北京市朝阳区", "北京市|朝阳|区"},
        {"東京都千代田区霞が関", "東京|都|千代田|区|霞が関"},
        {"ปราสาทพระวิหาร", "ปราสาท|พระ|วิหาร"},
    };
    g_autoptr(MarchTextEngine) engine = create_engine();

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        assert_lines(march_text_break(engine, &font, CASES[i].text, 0.1),
                     CASES[i].words);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/break/short-text-stays-whole", short_text_stays_whole);
    g_test_add_func("/text/break/lines-fit", lines_fit);
    g_test_add_func("/text/break/long-word-stays-whole", long_word_stays_whole);
    g_test_add_func("/text/break/line-feeds-break", line_feeds_break);
    g_test_add_func("/text/break/no-break-space-holds", no_break_space_holds);
    g_test_add_func("/text/break/balanced-lines-are-alike", balanced_lines_are_alike);
    g_test_add_func("/text/break/arabic-breaks-in-reading-order",
                    arabic_breaks_in_reading_order);
    g_test_add_func("/text/break/names-without-spaces-stay-whole",
                    names_without_spaces_stay_whole);
    g_test_add_func("/text/break/words-without-spaces-stay-whole",
                    words_without_spaces_stay_whole);
    g_test_add_func("/text/break/bytes-that-are-no-text-are-survived",
                    bytes_that_are_no_text_are_survived);
    return g_test_run();
}
