/* SPDX-License-Identifier: MIT */
#include "recipe.h"

#include <string.h>

gboolean
march_recipe_key_is_valid(const char *key)
{
    gsize length = strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789-.");

    return length >= 1 && length <= 60 && key[length] == '\0';
}
