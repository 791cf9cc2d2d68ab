/* SPDX-License-Identifier: MIT */
#include "error.h"

#include <errno.h>
#include <string.h>

typedef struct {
    MarchLocation location;
} MarchErrorPrivate;

static void
march_error_private_init(MarchErrorPrivate *private)
{
    private->location = MARCH_LOCATION_NONE;
}

static void
march_error_private_copy(const MarchErrorPrivate *from, MarchErrorPrivate *into)
{
    *into = *from;
}

static void
march_error_private_clear(MarchErrorPrivate *private)
{
    private->location = MARCH_LOCATION_NONE;
}

G_DEFINE_EXTENDED_ERROR(MarchError, march_error)

MarchLocation
march_location_new(const char *file, int line, int column)
{
    return (MarchLocation){file != NULL ? g_intern_string(file) : NULL, line, column};
}

void
march_error_set(GError **error,
                MarchErrorCode code,
                MarchLocation where,
                const char *format,
                ...)
{
    va_list arguments;

    if (error == NULL) {
        return;
    }
    va_start(arguments, format);
    *error = g_error_new_valist(MARCH_ERROR, (int)code, format, arguments);
    va_end(arguments);
    march_error_get_private(*error)->location = where;
}

MarchLocation
march_error_get_location(const GError *error)
{
    if (error == NULL || error->domain != MARCH_ERROR) {
        return MARCH_LOCATION_NONE;
    }
    return march_error_get_private(error)->location;
}

void
march_error_add_location(GError *error, MarchLocation where)
{
    MarchErrorPrivate *private;

    if (error == NULL || error->domain != MARCH_ERROR) {
        return;
    }
    private = march_error_get_private(error);
    if (private->location.file == NULL && private->location.line == 0) {
        private->location = where;
    }
}

int
march_error_exit_code(const GError *error)
{
    if (error == NULL) {
        return 0;
    }
    if (error->domain != MARCH_ERROR) {
        return 70;
    }
    switch ((MarchErrorCode)error->code) {
    case MARCH_ERROR_USAGE:
        return 64;
    case MARCH_ERROR_CONFIG:
    case MARCH_ERROR_DATA:
    case MARCH_ERROR_AMBIGUOUS:
    case MARCH_ERROR_UNKNOWN:
    case MARCH_ERROR_LIMIT:
        return 65;
    case MARCH_ERROR_NOT_FOUND:
        return 66;
    case MARCH_ERROR_UNAVAILABLE:
        return 69;
    case MARCH_ERROR_RENDER:
        return 70;
    case MARCH_ERROR_CREATE:
        return 73;
    case MARCH_ERROR_IO:
        return 74;
    case MARCH_ERROR_BUSY:
        return 75;
    case MARCH_ERROR_PERMISSION:
        return 77;
    default:
        return 70;
    }
}

char *
march_location_describe(MarchLocation where)
{
    return where.line < 0 ? g_strdup_printf("feature %d", -where.line)
                          : g_strdup_printf("line %d", where.line);
}

char *
march_location_format(MarchLocation where)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (where.file == NULL) {
        return g_strdup("");
    }
    g_string_append_printf(text, "%s:", where.file);
    if (where.line < 0) {
        g_string_append_printf(text, " feature %d:", -where.line);
    } else if (where.line > 0) {
        g_string_append_printf(text, "%d:", where.line);
    }
    if (where.line > 0 && where.column > 0) {
        g_string_append_printf(text, "%d:", where.column);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

char *
march_error_format(const GError *error)
{
    g_autofree char *where = march_location_format(march_error_get_location(error));

    return g_strdup_printf("%s%serror: %s", where, where[0] != '\0' ? " " : "",
                           error->message);
}

MarchErrorCode
march_error_code_from_errno(int saved_errno, gboolean writing)
{
    switch (saved_errno) {
    case EACCES:
    case EPERM:
        return MARCH_ERROR_PERMISSION;
    case ENOENT:
    case ENOTDIR:
        return writing ? MARCH_ERROR_CREATE : MARCH_ERROR_NOT_FOUND;
    case EROFS:
    case EISDIR:
    case EEXIST:
        return writing ? MARCH_ERROR_CREATE : MARCH_ERROR_IO;
    default:
        return MARCH_ERROR_IO;
    }
}
