/* SPDX-License-Identifier: MIT */
#include "name-codes.h"

#include <string.h>

#define CODE_LENGTH 3U

static gboolean
looks_like_code(const char *name)
{
    gsize length = 0;
    while (g_ascii_isupper(name[length])) {
        length++;
    }
    return length == CODE_LENGTH && name[length] == '\0';
}

/** Whether @code are the initials of the words of the @length bytes at @name. */
static gboolean
is_initials(const char *code, const char *name, gsize length)
{
    guint count = 0;
    for (gsize i = 0; i < length; i++) {
        const gboolean begins = i == 0 || strchr(" -'/", name[i - 1]) != NULL;
        if (!begins || strchr(" -'/", name[i]) != NULL) {
            continue;
        }
        if (count == CODE_LENGTH || g_ascii_toupper(name[i]) != code[count]) {
            return FALSE;
        }
        count++;
    }
    return count == CODE_LENGTH;
}

/** Whether the @length bytes at @name make a name of @code. */
static gboolean
explains(const char *code, const char *name, gsize length)
{
    const gboolean is_same =
        length == CODE_LENGTH && g_ascii_strncasecmp(code, name, length) == 0;
    /* The code itself explains nothing. */
    return (is_same && memcmp(code, name, length) != 0) ||
           is_initials(code, name, length);
}

gboolean
march_name_is_code(const char *name, const char *main_name, const char *alternates)
{
    if (!looks_like_code(name) || strcmp(name, main_name) == 0 ||
        explains(name, main_name, strlen(main_name))) {
        return FALSE;
    }
    for (const char *rest = alternates; rest != NULL && *rest != '\0';) {
        const gsize length = strcspn(rest, ",");
        if (explains(name, rest, length)) {
            return FALSE;
        }
        rest += rest[length] == ',' ? length + 1 : length;
    }
    return TRUE;
}
