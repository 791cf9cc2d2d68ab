/* SPDX-License-Identifier: MIT */
/**
 * The scene: an immutable display list in page millimetres.
 *
 * Layout appends items to a scene; backends replay it in order. Everything in it
 * is resolved: colours, widths, positions, text sizes. The scene owns all it is
 * given (functions copy their input unless they are named _take). It knows no
 * projection, no style and no file format.
 */
#ifndef MARCH_SCENE_SCENE_H
#define MARCH_SCENE_SCENE_H

#include "base/color.h"
#include "geo/path.h"
#include "icon.h"

typedef enum {
    MARCH_SCENE_GROUP_BEGIN,
    MARCH_SCENE_GROUP_END,
    MARCH_SCENE_CLIP_BEGIN,
    MARCH_SCENE_CLIP_END,
    MARCH_SCENE_FILL,
    MARCH_SCENE_STROKE,
    MARCH_SCENE_TEXT,
    MARCH_SCENE_TEXT_ALONG,
    MARCH_SCENE_ICON,
    MARCH_SCENE_IMAGE,
} MarchSceneItemType;

typedef enum {
    MARCH_LINE_CAP_BUTT,
    MARCH_LINE_CAP_ROUND,
    MARCH_LINE_CAP_SQUARE
} MarchLineCap;
typedef enum {
    MARCH_LINE_JOIN_MITER,
    MARCH_LINE_JOIN_ROUND,
    MARCH_LINE_JOIN_BEVEL
} MarchLineJoin;
typedef enum {
    MARCH_TEXT_ALIGN_START,
    MARCH_TEXT_ALIGN_MIDDLE,
    MARCH_TEXT_ALIGN_END
} MarchTextAlign;

#define MARCH_STROKE_DASHES_MAX 16

/** A resolved stroke; all lengths in page mm. */
typedef struct {
    MarchColor color;
    double width;
    MarchLineCap cap;
    MarchLineJoin join;
    double miter_limit;
    guint n_dashes; /**< 0 is a solid line */
    double dashes[MARCH_STROKE_DASHES_MAX];
    double dash_offset; /**< added to each part's own phase */
} MarchStroke;

/** A vector tile that a fill repeats, or a plain colour when @pattern is 0. */
typedef struct {
    MarchColor color;
    guint pattern;      /**< 0, or an id from march_scene_add_pattern() */
    gboolean even_odd;  /**< fill rule; nonzero otherwise */
    gboolean antialias; /**< FALSE: exact pixel edges, for abutting pieces */
} MarchFill;

/** How a font is asked for; @size is the em size in page mm. */
typedef struct {
    const char *family;
    double size;
    int weight; /**< 100 to 900; 400 is regular */
    gboolean italic;
    double letter_spacing; /**< mm added after each cluster */
    const char *language;  /**< (nullable) BCP 47, picks glyph variants */
} MarchFont;

/** One line of text; @origin is on the baseline at the side named by @align. */
typedef struct {
    MarchFont font;
    const char *text; /**< UTF-8, one line */
    MarchPoint origin;
    MarchTextAlign align;
    double angle; /**< degrees, clockwise, about @origin */
    MarchColor color;
    MarchColor halo_color; /**< alpha 0: no halo */
    double halo_width;     /**< mm on each side */
    double width;          /**< measured advance in mm */
} MarchTextRun;

/** A named group: a map layer, the legend, an incident. All strings nullable but @id. */
typedef struct {
    const char *id;          /**< unique in the scene; made XML-safe by backends */
    const char *label;       /**< the layer's name for people (Inkscape) */
    const char *title;       /**< SVG <title>: the tooltip */
    const char *description; /**< SVG <desc> */
    const char *role;        /**< ARIA role */
    const char *const
        *data;         /**< NULL-ended key, value, key, value...: data- attributes */
    double opacity;    /**< 1 for opaque */
    gboolean is_layer; /**< a top layer in Inkscape */
} MarchSceneGroup;

/** An SVG icon drawn into @rect, tinted with @color where it says currentColor or black. */
typedef struct {
    guint icon; /**< from march_scene_add_icon() */
    MarchRect rect;
    double angle; /**< degrees, clockwise, about the centre of @rect */
    MarchColor color;
    MarchColor halo_color;
    double halo_width;
    double opacity;
} MarchSceneIcon;

/** A raster drawn into @rect: premultiplied ARGB32 as cairo has it, row by row. */
typedef struct {
    guint width, height;
    const guint32 *pixels;
    MarchRect rect;
    double opacity;
} MarchSceneImage;

/** One item of the list, borrowed from the scene. */
typedef struct {
    MarchSceneItemType type;
    const MarchPath *path; /**< fill, stroke, clip, text along */
    union {
        MarchSceneGroup group;
        MarchFill fill;
        MarchStroke stroke;
        MarchTextRun text; /**< also text along: @origin unused */
        MarchSceneIcon icon;
        MarchSceneImage image;
    } as;
    double
        start_offset; /**< text along: mm from the path's start to the text's start */
} MarchSceneItem;

/** A repeated vector tile: strokes and fills inside [0, width] x [0, height] mm. */
typedef struct {
    double width, height;
    double angle; /**< degrees, clockwise, of the whole tiling */
} MarchPatternTile;

typedef struct MarchScene MarchScene;

MarchScene *march_scene_new(double width_mm, double height_mm);
void march_scene_free(MarchScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchScene, march_scene_free)

double march_scene_get_width(const MarchScene *scene);
double march_scene_get_height(const MarchScene *scene);

/** Title, description (the alt text) and language of the whole figure. */
void march_scene_set_text(MarchScene *scene,
                          const char *title,
                          const char *description,
                          const char *language);
const char *march_scene_get_title(const MarchScene *scene);
const char *march_scene_get_description(const MarchScene *scene);
const char *march_scene_get_language(const MarchScene *scene);

void march_scene_begin_group(MarchScene *scene, const MarchSceneGroup *group);
void march_scene_end_group(MarchScene *scene);
void march_scene_begin_clip(MarchScene *scene, const MarchPath *path);
void march_scene_end_clip(MarchScene *scene);
/**
 * Empty paths, and those with a coordinate that is not finite, are dropped. The
 * _take variants own @path.
 */
void
march_scene_add_fill(MarchScene *scene, const MarchPath *path, const MarchFill *fill);
void march_scene_take_fill(MarchScene *scene, MarchPath *path, const MarchFill *fill);
void march_scene_add_stroke(MarchScene *scene,
                            const MarchPath *path,
                            const MarchStroke *stroke);
void
march_scene_take_stroke(MarchScene *scene, MarchPath *path, const MarchStroke *stroke);
void march_scene_add_text(MarchScene *scene, const MarchTextRun *run);
/** Text whose baseline follows the first part of @path. */
void march_scene_add_text_along(MarchScene *scene,
                                const MarchTextRun *run,
                                const MarchPath *path,
                                double start_offset);
/**
 * Registers an SVG document as an icon; the same @name gives the same id. One that
 * march_icon_parse() refuses is registered too, and draws nothing.
 */
guint march_scene_add_icon(MarchScene *scene, const char *name, GBytes *svg);
void march_scene_add_icon_item(MarchScene *scene, const MarchSceneIcon *icon);
void march_scene_add_image(MarchScene *scene, const MarchSceneImage *image);
/** Registers a tile drawn by @tile_scene (taken); ids start at 1. */
guint march_scene_take_pattern(MarchScene *scene,
                               const MarchPatternTile *tile,
                               MarchScene *tile_scene);

/**
 * Appends a copy of all that @part draws, with its upper left corner at @at. Its
 * groups are named with @prefix before their ids, so that they stay unique, and
 * are no top layers any more.
 */
void march_scene_append(MarchScene *scene,
                        const MarchScene *part,
                        MarchPoint at,
                        const char *prefix);

/**
 * Moves the items from @from to the last before item @to: what is known late may
 * lie under what was drawn early. The tail must close what it opens.
 */
void march_scene_move_tail(MarchScene *scene, guint from, guint to);

guint march_scene_count(const MarchScene *scene);
const MarchSceneItem *march_scene_get(const MarchScene *scene, guint index);
guint march_scene_count_icons(const MarchScene *scene);
const char *march_scene_get_icon_name(const MarchScene *scene, guint icon);
GBytes *march_scene_peek_icon_svg(const MarchScene *scene, guint icon);
/** The parsed icon, or NULL when its document was refused. */
const MarchIcon *march_scene_get_icon(const MarchScene *scene, guint icon);
guint march_scene_count_patterns(const MarchScene *scene);
const MarchPatternTile *march_scene_get_pattern(const MarchScene *scene, guint pattern);
const MarchScene *march_scene_get_pattern_scene(const MarchScene *scene, guint pattern);

/**
 * The scene as text, one item a line, lengths to 0.01 mm: the golden form.
 *
 * Returns: (transfer full)
 */
char *march_scene_dump(const MarchScene *scene);

/** A black stroke of 0.25 mm, butt caps, miter joins. */
void march_stroke_init(MarchStroke *stroke);
/** An opaque, antialiased, nonzero black fill. */
void march_fill_init(MarchFill *fill);
/** Opaque, no strings set but @id. */
void march_scene_group_init(MarchSceneGroup *group, const char *id);

#endif
