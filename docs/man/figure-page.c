/* SPDX-License-Identifier: MIT */
/*
 * Writes the manual page of figure files: the text of the file named on the command
 * line, then a section for each table of keys. The tables are the program's own, so
 * the page cannot differ from it.
 */
#include "spec/schema.h"

#include <stdio.h>
#include <string.h>

/* @text for scdoc: between backquotes bold, its own signs escaped. */
static void
text_print(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '`') {
            putchar('*');
        } else {
            if (strchr("*_\\#[]|<>~", *text) != NULL) {
                putchar('\\');
            }
            putchar(*text);
        }
    }
}

static void
key_print(const MarchKey *key)
{
    g_autofree char *type = march_key_describe_type(key);

    printf("*%s*: ", key->name);
    text_print(type);
    printf("\n\t");
    text_print(key->summary);
    if (key->is_required) {
        printf(" (required)");
    } else if (key->fallback != NULL || key->otherwise != NULL) {
        printf(" (default: ");
        text_print(key->fallback != NULL ? key->fallback : key->otherwise);
        printf(")");
    }
    printf("\n\n");
}

int
main(int argc, char **argv)
{
    const MarchKeyTable *const *tables = march_key_tables();
    g_autofree char *head = NULL;

    if (argc != 2 || !g_file_get_contents(argv[1], &head, NULL, NULL)) {
        fprintf(stderr, "usage: figure-page HEAD\n");
        return 64;
    }
    printf("%s", head);
    for (gsize i = 0; tables[i] != NULL; i++) {
        g_autofree char *title = g_utf8_strup(tables[i]->name, -1);

        printf("# KEYS OF %s\n\n", title);
        for (gsize j = 0; j < tables[i]->n_keys; j++) {
            key_print(&tables[i]->keys[j]);
        }
    }
    printf("# SEE ALSO\n\n*marchland*(1), *marchland-render*(1)\n");
    return 0;
}
