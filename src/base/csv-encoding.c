/* SPDX-License-Identifier: MIT */
#include "csv-encoding.h"

#include <string.h>

const char *
march_csv_encoding_from_start(const char *bytes, gsize length, gsize *mark)
{
    gsize zeros[2] = {0, 0};

    *mark = 0;
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        *mark = 3;
        return "UTF-8";
    }
    if (length >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0) {
        *mark = 2;
        return "UTF-16LE";
    }
    if (length >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0) {
        *mark = 2;
        return "UTF-16BE";
    }
    /* A header row is ASCII for the most part: every other byte is then zero. */
    for (gsize i = 0; i < MIN(length, 256); i++) {
        zeros[i % 2] += bytes[i] == '\0';
    }
    if (length >= 8 && zeros[1] * 4 > MIN(length, 256) && zeros[0] == 0) {
        return "UTF-16LE";
    }
    if (length >= 8 && zeros[0] * 4 > MIN(length, 256) && zeros[1] == 0) {
        return "UTF-16BE";
    }
    return NULL;
}

gboolean
march_csv_encoding_is_utf8(const char *bytes, gsize length)
{
    const char *end = NULL;

    return g_utf8_validate_len(bytes, length, &end) ||
           (bytes + length - end < 4 &&
            g_utf8_get_char_validated(end, bytes + length - end) == (gunichar)-2);
}

const char *
march_csv_encoding_guess(const char *bytes, gsize length)
{
    gsize in_words = 0;
    gsize alone = 0;
    gsize run = 0;

    /* Letters of Windows-1251 are 0xc0 to 0xff and stand together; in a Western text
     * the same bytes are accented letters among plain ones. */
    for (gsize i = 0; i <= length; i++) {
        if (i < length && (guchar)bytes[i] >= 0xc0) {
            run++;
            continue;
        }
        in_words += run >= 3 ? run : 0;
        alone += run < 3 ? run : 0;
        run = 0;
    }
    return in_words > alone ? "WINDOWS-1251" : "WINDOWS-1252";
}
