/* SPDX-License-Identifier: MIT */
/**
 * The figure file as a typed value: every field located, all defaults filled.
 *
 * A spec owns its strings and arrays. It says what the user wants; it has looked
 * nothing up: places are still names, layers still paths. Paths are absolute or
 * relative to the working directory, already joined with the figure file's folder.
 */
#ifndef MARCH_SPEC_SPEC_H
#define MARCH_SPEC_SPEC_H

#include "base/date.h"
#include "base/diagnostics.h"
#include "base/moment.h"
#include "geo/feature.h"
#include "geo/types.h"
#include "words.h"

/** A place as the figure file names it: text to look up, or a position. */
typedef struct {
    char *text; /**< (nullable) a name */
    gboolean has_position;
    MarchLonLat position; /**< from [lon, lat] or {lon:, lat:} */
    char *country;        /**< (nullable) soft hint */
    gboolean has_near;
    MarchLonLat near; /**< prefer the place of this name that is close to it */
    MarchLocation where;
} MarchSpecPlace;

typedef enum {
    MARCH_EXTENT_AUTO, /**< from the incidents and sections */
    MARCH_EXTENT_BOX,
    MARCH_EXTENT_PLACES,
    MARCH_EXTENT_AROUND,
    MARCH_EXTENT_COUNTRY,
} MarchExtentKind;

typedef struct {
    MarchExtentKind kind;
    MarchBox box;
    GPtrArray *places; /**< of MarchSpecPlace: places, or the one of AROUND */
    double radius_km;
    char *country;
    double margin; /**< fraction of the larger side added on each side */
    MarchLocation where;
} MarchSpecExtent;

/** A part of the map that is drawn larger beside it. */
typedef struct {
    MarchSpecExtent extent;
    char *title; /**< (nullable) */
    MarchLocation where;
} MarchSpecZoom;

typedef enum {
    MARCH_SECTION_FROM_TO,
    MARCH_SECTION_NEAR,
    MARCH_SECTION_RING,
    MARCH_SECTION_KM,
    MARCH_SECTION_ALL,
    MARCH_SECTION_GEOMETRY,
    MARCH_SECTION_NATURAL_EARTH,
} MarchSpecSectionKind;

typedef struct {
    char *name;
    char *between[2]; /**< ISO alpha-2 codes */
    MarchSpecSectionKind kind;
    MarchSpecPlace from, to; /**< FROM_TO; @from also NEAR and RING */
    GPtrArray *via;          /**< of MarchSpecPlace */
    double within_km;        /**< NEAR */
    double km_from, km_to;   /**< KM */
    char *geometry;          /**< (nullable) path of the user's own geometry */
    char *natural_earth;     /**< (nullable) a class of the pack's disputed lines */
    gboolean is_throughout; /**< all of the border, not only along lines of the class */
    gboolean has_box;
    MarchBox box;         /**< NATURAL_EARTH: only lines whose middle lies within */
    double snap_limit_km; /**< 10 by default */
    char *status;         /**< "disputed", "undelimited"... */
    MarchDateRange valid;
    GPtrArray *claims; /**< of char*: code, text, code, text... */
    char *source;      /**< (nullable) */
    char *label;       /**< (nullable) legend text instead of the status's */
    MarchLocation where;
} MarchSpecSection;

/** An area with a status of its own: disputed, leased, neutral... */
typedef struct {
    char *name;
    char *geometry;       /**< (nullable) path of polygons */
    char *layer;          /**< (nullable) */
    GPtrArray *between;   /**< of char*: the names of two sections, or empty */
    GPtrArray *claimants; /**< of char*: ISO alpha-2 codes */
    char *status;         /**< "disputed"... */
    MarchDateRange valid;
    GPtrArray *claims; /**< of char*: code, text, code, text... */
    char *source;      /**< (nullable) */
    char *label;       /**< (nullable) legend text instead of the status's */
    MarchLocation where;
} MarchSpecArea;

/** A boundary file of the user's own. */
typedef struct {
    char *data;
    char *layer;     /**< (nullable) */
    double error_km; /**< how far its lines may be off; 0: not said */
    MarchLocation where;
} MarchSpecBoundaries;

/** A note that prints only where the map shows what it is about. */
typedef struct {
    char *text;
    char *about; /**< (nullable) the place, for messages */
    gboolean has_box;
    MarchBox box;
    char *between[2];   /**< (nullable) codes: the border of these is in view */
    char *land[2];      /**< (nullable) codes: land of both is in view */
    GPtrArray *parties; /**< of char*: codes whose disputes it tells of */
    GPtrArray *views;   /**< of char*: empty means all */
    MarchDateRange valid;
    char *source; /**< (nullable) */
    MarchLocation where;
    guint other_owners; /**< see march_spec_note_share() */
} MarchSpecNote;

/** One "incidents" entry: a table and how to read it. */
typedef struct {
    char *data;     /**< path, "-", or a database: "PG:..." */
    char *layer;    /**< (nullable) */
    char *query;    /**< (nullable) SQL */
    char *schema;   /**< "auto", "own", "acled", "ucdp" or "gdelt" */
    char *encoding; /**< (nullable) */
    char *columns_id, *columns_place, *columns_lon,
        *columns_lat; /**< (nullable): recognised */
    char *columns_date, *columns_type, *columns_value, *columns_source;
    char *columns_precision, *columns_label, *columns_text, *columns_country;
    char *columns_symbol;
    char *columns_region, *columns_district;
    char *columns_last_date, *columns_date_precision, *columns_time, *columns_clock,
        *columns_actor, *columns_actor2;
    char *columns_value_min, *columns_value_max, *columns_claimant, *columns_reported;
    GPtrArray *claims; /**< of char*: claimant, column, claimant, column... */
    gboolean has_clock;
    int clock;         /**< minutes east of UTC */
    GPtrArray *types;  /**< of char*: only these; empty means all */
    GPtrArray *actors; /**< likewise */
    MarchLocation types_where, actors_where, side_where;
    gboolean has_box;
    MarchBox box;
    char *filter; /**< (nullable) an expression of the style language, as JSON */
    MarchLocation filter_where;
    gboolean has_within;
    MarchSpecPlace within_of;  /**< "border", a section's name, or a place */
    GPtrArray *within_between; /**< of char*: two codes, or none */
    double within_km;
    char *side; /**< (nullable) code */
    gboolean merge_duplicates;
    MarchDateRange dates; /**< only incidents within */
    char *source;         /**< (nullable) credit line of the table */
    char *value_label;    /**< (nullable) what the value counts: "people killed" */
    MarchLocation where;
} MarchSpecIncidents;

/** A vector layer of the user's own, drawn under the incidents. */
typedef struct {
    char *id;
    char *data; /**< NULL when @features are there */
    char *layer;
    char *credit;
    MarchFeatures *features; /**< (nullable) made by the program instead of read */
    MarchLocation where;
} MarchSpecLayer;

/** A place to label that is not an incident. */
typedef struct {
    MarchSpecPlace place;
    char *text; /**< (nullable) label instead of the name */
} MarchSpecLabel;

/** Small multiples: one of the lists has what the panels differ in. */
typedef struct {
    gboolean is_given;
    GPtrArray *views; /**< of char* */
    GArray *days;     /**< of MarchDate: the situation as of each */
    GArray *ranges;   /**< of MarchDateRange: of the incidents */
    GPtrArray *types; /**< of char*: of the incidents; "all" alone: all there are */
    double columns;   /**< 0: as many as fit */
    MarchLocation where;
} MarchSpecPanels;

typedef struct {
    char *path;       /**< the figure file */
    gboolean is_made; /**< the program made it: there is no such file */
    char *title;
    char *subtitle;
    char *alt;                  /**< (nullable) alt text instead of the generated one */
    char *language;             /**< of the figure's own words; "en" */
    GPtrArray *label_languages; /**< of char*: of names on the map, by preference */
    GPtrArray *word_files;      /**< of char*: paths of words of the user's own */
    MarchWords *words;       /**< (nullable) read from them and from the language's */
    MarchDate as_of;         /**< not given: none */
    gboolean shows_changes;  /**< what @changes spans is drawn as a layer of its own */
    MarchDateRange changes;  /**< from the earlier day; @to is @as_of */
    MarchMoment tolls_as_of; /**< numbers said later are not shown */
    gboolean has_clock;      /**< dates are turned into those of @clock */
    int clock;               /**< minutes east of UTC */
    gboolean allow_network;  /**< tables may come from a database */
    MarchSpecPanels panels;
    char *view;                    /**< "defacto", "all", "un", or a code */
    char *page;                    /**< (nullable) the page preset, e.g. "a4" */
    gboolean has_fixed_marginalia; /**< the page's: all stands beside the map */
    double width_mm, height_mm;
    double dpi;              /**< pixels per inch of raster outputs */
    int width_px, height_px; /**< exact pixel size when given in px, else 0 */
    MarchSpecExtent extent;
    GPtrArray *zooms; /**< of MarchSpecZoom: the figure's `insets` */
    char *projection;
    char *style;                /**< a name in the styles folder, or a path */
    GPtrArray *style_variables; /**< of char*: key, value, key, value... */
    GPtrArray *gazetteers;      /**< of char*: paths */
    GPtrArray *countries;       /**< of char*: hint codes for all names */
    GPtrArray *picks;      /**< of char*: name, choice: resolve an ambiguous name */
    GPtrArray *boundaries; /**< of MarchSpecBoundaries */
    char *section_labels;  /**< names of sections: "false", "true", "beside", "along" */
    char *border_style;    /**< "plain", "alternate" or "bands" */
    char *border_error;    /**< "auto", "band" or "none" */
    GPtrArray *section_layers; /**< of char*: vector files of sections */
    GPtrArray *border_files;   /**< of char*: border files that were read into this */
    GPtrArray *sections;       /**< of MarchSpecSection */
    GPtrArray *area_layers;    /**< of char*: vector files of areas */
    GPtrArray *areas;          /**< of MarchSpecArea */
    GPtrArray *incidents;      /**< of MarchSpecIncidents */
    /** "none", "place", "cluster", "hexagon", "region", "district" or "section" */
    char *aggregate;
    double hexagon_side_km;     /**< 0: chosen */
    double section_distance_km; /**< how near to a section incidents count as its own */
    char *districts;            /**< (nullable) path of polygons of districts */
    char *color_by;             /**< "type" or "date": of the incidents */
    char *symbol_scaling;       /**< "area" or "perceptual" */
    gboolean show_claim_labels; /**< numbers and claimants beside the incidents */
    char *icons;            /**< (nullable) folder of SVG icons, before the program's */
    gboolean show_timeline; /**< incidents by date, as bars under the map */
    GPtrArray *layers;      /**< of MarchSpecLayer */
    char *relief;           /**< (nullable) path of a raster of heights */
    GPtrArray *labels;      /**< of MarchSpecLabel */
    GPtrArray *notes;       /**< of char*: own notes under the map */
    GPtrArray *own_notes;   /**< of MarchSpecNote: own notes with a condition */
    GPtrArray *note_files;  /**< of char*: "neutral", "un", "ocha-style", or paths */
    GPtrArray *sources;     /**< of char*: own source lines */
    char *disclaimer;       /**< (nullable) preset name "un" or own text */
    char *logo;             /**< (nullable) path of a PNG or SVG file */
    char *author;           /**< (nullable) */
    char *reference;        /**< (nullable) number or name of the map at its makers' */
    MarchDate made;         /**< not given: no date line */
    char *units;            /**< of the scale bar: "km", "miles" or "both" */
    gboolean show_legend, show_scale_bar, show_north_arrow, show_graticule, show_inset;
    char *place_labels;    /**< "auto", "named" or "none" */
    char *svg_text;        /**< "embed", "live" or "outline" */
    GPtrArray *outputs;    /**< of char*: paths */
    GHashTable *locations; /**< see march_spec_get_location() */
} MarchSpec;

typedef struct {
    const char *const
        *overrides; /**< (nullable) NULL-ended "key.path=value" strings (--set) */
    const char *data_directory; /**< (nullable) where border files of the program lie */
} MarchSpecOptions;

/**
 * Reads a figure file. All mistakes are found at once: the first is the error, the
 * others are diagnostics of severity error, code "figure-file".
 *
 * Returns: (transfer full), or NULL with MARCH_ERROR_CONFIG, _LIMIT, _USAGE (an
 * override), or what march_file_read() says.
 */
MarchSpec *march_spec_load(const char *path,
                           const MarchSpecOptions *options,
                           MarchDiagnostics *diagnostics,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** As march_spec_load() for text in memory; @path locates errors and relative paths. */
MarchSpec *march_spec_parse(const char *text,
                            gsize length,
                            const char *path,
                            const MarchSpecOptions *options,
                            MarchDiagnostics *diagnostics,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Appends the notes (MarchSpecNote) of the file at @path to @notes. */
gboolean march_spec_load_notes(const char *path,
                               GPtrArray *notes,
                               MarchDiagnostics *diagnostics,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** @note for one owner more, who frees it, too; it must not be changed any more. */
MarchSpecNote *march_spec_note_share(MarchSpecNote *note);
void march_spec_note_free(gpointer note);
/** The table's file without its folders; of a database only that it is one, since how it
 * is reached may hold a password. (transfer full) */
char *march_spec_incidents_name(const MarchSpecIncidents *incidents);
void march_spec_free(MarchSpec *spec);
/**
 * Where the figure file gives the top-level @key ("projection"), or a variable of the
 * style ("style-variables.land"); the file alone when it does not.
 */
MarchLocation march_spec_get_location(const MarchSpec *spec, const char *key);
/** Where the file at @path, of sections or areas, is named; the figure file alone when
 * it is not. */
MarchLocation march_spec_get_file_location(const MarchSpec *spec, const char *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchSpec, march_spec_free)

#endif
