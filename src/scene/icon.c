/* SPDX-License-Identifier: MIT */
#include "icon.h"

#include <string.h>

#include "icon-shape.h"

#define SIZE_MAX_BYTES ((gsize)1 << 20)
#define DEPTH_MAX      64
#define SEGMENTS_MAX   100000

typedef struct {
    MarchIcon *icon;
    GArray *styles; /* of MarchIconStyle, one for each open element */
    guint ignored;  /* open elements inside one that draws nothing */
    guint segments;
    gboolean has_root;
} IconReader;

static void
shape_clear(gpointer data)
{
    MarchIconShape *shape = data;

    g_array_unref(shape->segments);
}

void
march_icon_free(MarchIcon *icon)
{
    if (icon != NULL) {
        g_array_unref(icon->shapes);
        g_free(icon);
    }
}

/* GMarkup adds its own line and character; theirs is the SVG, not the figure file. */
static void fail(GMarkupParseContext *markup, GError **error, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static void
fail(GMarkupParseContext *markup, GError **error, const char *format, ...)
{
    g_autofree char *message = NULL;
    int line = 0, column = 0;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_markup_parse_context_get_position(markup, &line, &column);
    march_error_set(error, MARCH_ERROR_DATA, MARCH_LOCATION_NONE, "icon, line %d: %s",
                    line, message);
}

/* Elements of other namespaces and these draw nothing themselves. */
static gboolean
draws_nothing(const char *name)
{
    static const char *const names[] = {"defs", "desc", "metadata", "title", NULL};

    return strchr(name, ':') != NULL || g_strv_contains(names, name);
}

static gboolean
is_shape(const char *name)
{
    static const char *const names[] = {"path", "rect",     "circle",  "ellipse",
                                        "line", "polyline", "polygon", NULL};

    return g_strv_contains(names, name);
}

static gboolean
read_root(IconReader *reader,
          GMarkupParseContext *markup,
          const char **keys,
          const char **values,
          GError **error)
{
    MarchIcon *icon = reader->icon;
    double box[4];
    guint count = 0;

    for (guint i = 0; keys[i] != NULL; i++) {
        if (strcmp(keys[i], "viewBox") == 0 &&
            (!march_icon_numbers_parse(values[i], box, 4, &count) || count != 4 ||
             box[2] <= 0 || box[3] <= 0)) {
            fail(markup, error, "viewBox \"%s\" is not four numbers", values[i]);
            return FALSE;
        }
        if (strcmp(keys[i], "width") == 0) {
            (void)march_icon_length_parse(values[i], &icon->width);
        } else if (strcmp(keys[i], "height") == 0) {
            (void)march_icon_length_parse(values[i], &icon->height);
        }
    }
    if (count == 4) {
        icon->view_box = (MarchRect){box[0], box[1], box[2], box[3]};
    } else {
        icon->view_box = (MarchRect){0, 0, icon->width, icon->height};
    }
    if (icon->view_box.width <= 0 || icon->view_box.height <= 0) {
        fail(markup, error, "the icon has neither a viewBox nor a width and height");
        return FALSE;
    }
    icon->width = icon->width > 0 ? icon->width : icon->view_box.width;
    icon->height = icon->height > 0 ? icon->height : icon->view_box.height;
    reader->has_root = TRUE;
    return TRUE;
}

static gboolean
read_shape(IconReader *reader,
           GMarkupParseContext *markup,
           const MarchIconStyle *style,
           const char *name,
           const char **keys,
           const char **values,
           GError **error)
{
    g_autoptr(GArray) segments = g_array_new(FALSE, TRUE, sizeof(MarchIconSegment));
    MarchIconShape shape;

    if (!march_icon_shape_outline(name, keys, values, segments)) {
        fail(markup, error, "the outline of <%s> is not valid", name);
        return FALSE;
    }
    reader->segments += segments->len;
    if (reader->segments > SEGMENTS_MAX) {
        march_error_set(error, MARCH_ERROR_LIMIT, MARCH_LOCATION_NONE,
                        "icon: more than %d outline segments", SEGMENTS_MAX);
        return FALSE;
    }
    shape = march_icon_shape_finish(style, g_steal_pointer(&segments));
    if (shape.segments != NULL) {
        g_array_append_val(reader->icon->shapes, shape);
    }
    return TRUE;
}

static void
start_element(GMarkupParseContext *markup,
              const char *name,
              const char **keys,
              const char **values,
              gpointer user_data,
              GError **error)
{
    IconReader *reader = user_data;
    MarchIconStyle style;
    gboolean is_inside;

    if (reader->styles->len + reader->ignored > DEPTH_MAX) {
        march_error_set(error, MARCH_ERROR_LIMIT, MARCH_LOCATION_NONE,
                        "icon: elements nest deeper than %d", DEPTH_MAX);
        return;
    }
    if (reader->ignored > 0 || draws_nothing(name)) {
        reader->ignored++;
        return;
    }
    is_inside = reader->styles->len > 0;
    if (is_inside == (strcmp(name, "svg") == 0) || is_inside != reader->has_root) {
        fail(markup, error, "unexpected element <%s>", name);
        return;
    }
    if (!reader->has_root) {
        if (!read_root(reader, markup, keys, values, error)) {
            return;
        }
        march_icon_style_init(&style);
    } else {
        style = g_array_index(reader->styles, MarchIconStyle, reader->styles->len - 1);
    }
    for (guint i = 0; keys[i] != NULL; i++) {
        if (!march_icon_style_apply(&style, keys[i], values[i])) {
            fail(markup, error, "%s=\"%s\" is not understood", keys[i], values[i]);
            return;
        }
    }
    g_array_append_val(reader->styles, style);
    if (is_shape(name)) {
        (void)read_shape(reader, markup, &style, name, keys, values, error);
    } else if (strcmp(name, "svg") != 0 && strcmp(name, "g") != 0) {
        fail(markup, error, "element <%s> is not understood in icons", name);
    }
}

static void
end_element(GMarkupParseContext *markup,
            const char *name,
            gpointer user_data,
            GError **error)
{
    IconReader *reader = user_data;

    (void)markup;
    (void)name;
    (void)error;
    if (reader->ignored > 0) {
        reader->ignored--;
    } else {
        g_array_set_size(reader->styles, reader->styles->len - 1);
    }
}

MarchIcon *
march_icon_parse(GBytes *svg, GError **error)
{
    static const GMarkupParser callbacks = {.start_element = start_element,
                                            .end_element = end_element};
    gsize size;
    const char *text = g_bytes_get_data(svg, &size);
    g_autoptr(MarchIcon) icon = g_new0(MarchIcon, 1);
    g_autoptr(GArray) styles = g_array_new(FALSE, FALSE, sizeof(MarchIconStyle));
    g_autoptr(GMarkupParseContext) markup = NULL;
    g_autoptr(GError) cause = NULL;
    IconReader reader = {.icon = icon, .styles = styles};

    icon->shapes = g_array_new(FALSE, FALSE, sizeof(MarchIconShape));
    g_array_set_clear_func(icon->shapes, shape_clear);
    if (size > SIZE_MAX_BYTES) {
        march_error_set(error, MARCH_ERROR_LIMIT, MARCH_LOCATION_NONE,
                        "icon: %" G_GSIZE_FORMAT " bytes is more than 1 MiB", size);
        return NULL;
    }
    markup = g_markup_parse_context_new(&callbacks, 0, &reader, NULL);
    if (size == 0 ||
        !g_markup_parse_context_parse(markup, text, (gssize)size, &cause) ||
        !g_markup_parse_context_end_parse(markup, &cause)) {
        if (cause != NULL && cause->domain == MARCH_ERROR) {
            g_propagate_error(error, g_steal_pointer(&cause));
        } else {
            march_error_set(error, MARCH_ERROR_DATA, MARCH_LOCATION_NONE,
                            "icon is not well-formed XML: %s",
                            cause != NULL ? cause->message : "it is empty");
        }
        return NULL;
    }
    if (!reader.has_root) {
        march_error_set(error, MARCH_ERROR_DATA, MARCH_LOCATION_NONE,
                        "icon has no <svg> element");
        return NULL;
    }
    return g_steal_pointer(&icon);
}
