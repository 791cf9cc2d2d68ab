/* SPDX-License-Identifier: MIT */
/**
 * Incidents: a table of events read, with each row located as well as it can be.
 *
 * An incident is a claim by someone, about a place known to some precision, at a
 * time in somebody's clock; the numbers said of one incident stay the claims of
 * those who made them. Locating is two steps, so that all names of a figure can be
 * resolved together: march_incidents_read(), then the caller gives each row without
 * coordinates a position, then march_incidents_to_features(). A set owns its rows.
 * Nothing is dropped without a diagnostic and a count.
 */
#ifndef MARCH_INCIDENTS_INCIDENTS_H
#define MARCH_INCIDENTS_INCIDENTS_H

#include "base/diagnostics.h"
#include "base/moment.h"
#include "geo/feature.h"

/** How well the place of an incident is known. */
typedef enum {
    MARCH_PRECISION_EXACT,    /**< the place itself; also when nothing is said */
    MARCH_PRECISION_NEAR,     /**< within precision_km of the place */
    MARCH_PRECISION_DISTRICT, /**< somewhere in a second-order division */
    MARCH_PRECISION_REGION,   /**< somewhere in a first-order division */
    MARCH_PRECISION_LINE,     /**< along a border, a road, a river */
    MARCH_PRECISION_COUNTRY,  /**< somewhere in a country */
    MARCH_PRECISION_NOWHERE,  /**< at sea, in the air, in no one country */
} MarchPrecision;

#define MARCH_N_PRECISIONS 7

/** "exact", "near", "district", "region", "line", "country", "nowhere". */
const char *march_precision_name(MarchPrecision precision);

/** A number that somebody says of an incident. */
typedef struct {
    char *claimant; /**< (nullable) who says so */
    char *source;   /**< (nullable) where it is written */
    char *text;     /**< (nullable) as written, when it is not a plain number */
    double value;   /**< best figure; between @minimum and @maximum */
    double minimum, maximum; /**< @maximum is infinite for "at least 10" */
    MarchMoment reported;    /**< when it was known; may be not given */
    gboolean is_current;  /**< the claimant's latest, by the time the figure tells of */
    gboolean is_doubtful; /**< its point parts thousands where decimals have commas */
    guint origin;         /**< differs for claims of incidents that were merged */
    MarchLocation where;
} MarchClaim;

typedef struct {
    char *id;
    char *place;                 /**< (nullable) name as written */
    char *region, *district;     /**< (nullable) as written */
    char *country;               /**< (nullable) as written */
    char country_code[3];        /**< ISO 3166-1 of @country, or "" when not known */
    char *type;                  /**< (nullable) */
    char *actor;                 /**< (nullable) who acted; several parted by "; " */
    char *text;                  /**< (nullable) what happened */
    char *source;                /**< (nullable) */
    char *label;                 /**< (nullable) */
    char *symbol;                /**< (nullable) name of an icon */
    char *date_text;             /**< (nullable) as written */
    MarchDate date;              /**< the (first) day; may be not given */
    MarchDate last_date;         /**< the last day of an interval; @date otherwise */
    MarchDateUnit date_unit;     /**< of a month, year or span: one day to @last_date */
    MarchMoment moment;          /**< @date with time and clock, where they are known */
    GArray *claims;              /**< (nullable) of MarchClaim, as in the table */
    guint values_unknown;        /**< numbers that rows say are not known */
    gboolean has_value;          /**< at least one claim is current */
    double value;                /**< the smallest of the current claims' values */
    double value_min, value_max; /**< over all current claims; they are never summed */
    char *value_text; /**< (nullable) as written when no claim is a plain number */
    gboolean is_located;
    MarchLonLat position;
    MarchPrecision precision;
    double precision_km; /**< 0 exact; for areas the usual size of one */
    char *located_by;    /**< (nullable) "coordinates", or the place that matched */
    char *unit;     /**< (nullable) the district, region or country that is known */
    gint64 unit_id; /**< its GeoNames id; 0: not known */
    char unit_country[3]; /**< ISO 3166-1 of the place or unit that matched, or "" */
    gboolean is_name_guessed; /**< its place's name is not known, one like it is */
    gboolean
        is_name_elsewhere; /**< it has a position, and its name means none near it */
    MarchLocation where;   /**< file and line */
    guint rows;   /**< of the table: its own, those of further claims, those merged */
    guint merged; /**< of @rows, those merged */
} MarchIncident;

/** How exactly the day of an incident is known. */
typedef enum {
    MARCH_DATE_LEVEL_DAY,
    MARCH_DATE_LEVEL_WEEK,    /**< up to seven days */
    MARCH_DATE_LEVEL_MONTH,   /**< up to 31 */
    MARCH_DATE_LEVEL_QUARTER, /**< up to 92 */
    MARCH_DATE_LEVEL_YEAR,
    MARCH_DATE_LEVEL_LONGER,
} MarchDateLevel;

#define MARCH_N_DATE_LEVELS 6

/** "day", "week", "month", "quarter", "year", "longer". */
const char *march_date_level_name(MarchDateLevel level);
/** That of @incident; of one that went on for days, or has no date, it is the day. */
MarchDateLevel march_incident_date_level(const MarchIncident *incident);
/** Whether @incident happened on more than one day, as far as is known. */
gboolean march_incident_goes_on(const MarchIncident *incident);
/** "2021-04-29", "2021-04", "2021", "2021-04-28/2021-05-01" or, for one of several days,
 * "[2021-04-28..2021-05-01]": when it happened, as exactly as it is known, (transfer
 * full); NULL without a date. */
char *march_incident_date_to_iso(const MarchIncident *incident);
/** "2021-04-29", "2021-04", "2021" or, for one of several days, the first and the last
 * parted by a slash: sorts by the first day, (transfer full); NULL without a date. */
char *march_incident_date_to_property(const MarchIncident *incident);
/** The claims of @incident; 0 when it has none. */
guint march_incident_count_claims(const MarchIncident *incident);
const MarchClaim *march_incident_get_claim(const MarchIncident *incident, guint index);
/** The current claim of @claimant (NULL: of nobody named), or NULL. */
const MarchClaim *march_incident_find_claim(const MarchIncident *incident,
                                            const char *claimant);
/** How many claims were made after @as_of, or nobody knows when. */
guint march_incident_count_later_claims(const MarchIncident *incident,
                                        MarchMoment as_of);
/** How many claimants have a current claim. */
guint march_incident_count_claimants(const MarchIncident *incident);
/** "36 (KG health ministry), 31–40 (RFE/RL)": the current claims, (transfer full);
 * NULL without any. */
char *march_incident_describe_claims(const MarchIncident *incident);

/** The layout of a table. */
typedef enum {
    MARCH_SCHEMA_AUTO, /**< recognised */
    MARCH_SCHEMA_OWN,  /**< ours, or columns that the user names */
    MARCH_SCHEMA_ACLED,
    MARCH_SCHEMA_UCDP,
    MARCH_SCHEMA_GDELT, /**< 61 columns (58 before 2013), no header */
} MarchSchema;

/** "own", "ACLED", "UCDP GED", "GDELT events". */
const char *march_schema_name(MarchSchema schema);
/** What a figure owes who made a table of this layout, or NULL. */
const char *march_schema_credit(MarchSchema schema);
/** "auto", "own", "acled", "ucdp" or "gdelt". */
gboolean march_schema_parse(const char *name, MarchSchema *schema);

/** Column names; NULL: recognised by their usual names. */
typedef struct {
    const char *id, *place, *lon, *lat, *date, *type, *value, *source;
    const char *precision, *label, *text, *country, *region, *district;
    const char *last_date, *date_precision, *time, *clock, *actor, *actor2;
    const char *value_min, *value_max, *claimant, *reported, *symbol;
} MarchIncidentColumns;

typedef struct MarchIncidents MarchIncidents;
typedef struct MarchIncidentCells MarchIncidentCells;

/** The cell of the table's own column @name in the row at hand, or NULL. */
const char *march_incident_cells_get(const MarchIncidentCells *cells, const char *name);

/** Whether the table has a column @name; of a layer, whether the row at hand has it. */
gboolean march_incident_cells_has(const MarchIncidentCells *cells, const char *name);
/** Adds the names of all columns to @columns, of char*, (transfer full). */
void march_incident_cells_list(const MarchIncidentCells *cells, GPtrArray *columns);

/** Whether a row is wanted; FALSE counts it as filtered out. */
typedef gboolean (*MarchIncidentAccept)(const MarchIncident *incident,
                                        const MarchIncidentCells *cells,
                                        gpointer data);
/** Told now and then while reading; @total is 0 when it is not known. */
typedef void (*MarchIncidentProgress)(guint64 rows,
                                      guint64 bytes,
                                      guint64 total,
                                      gpointer data);

typedef struct {
    const char *layer; /**< (nullable) of a GDAL data set */
    const char *query; /**< (nullable) SQL for a database */
    MarchSchema schema;
    const char *encoding; /**< (nullable) detected */
    MarchIncidentColumns columns;
    /** (nullable) NULL-ended claimant, column, claimant, column...: columns of numbers,
     * each by somebody else */
    const char *const *claims;
    gboolean has_clock;
    int clock; /**< minutes east of UTC of times whose row does not say */
    gboolean is_shown_at_clock;
    int shown_clock; /**< dates are turned into those of this clock */
    /** Claims made later are not current; what happened later is left out. */
    MarchMoment tolls_as_of;
    MarchDateRange dates;
    const MarchBox *box;                      /**< (nullable) only positions within */
    const char *const *types, *const *actors; /**< (nullable) NULL-ended: only these */
    MarchIncidentAccept accept;               /**< (nullable) */
    gpointer accept_data;
    MarchIncidentProgress progress; /**< (nullable) */
    gpointer progress_data;
    gboolean merge_duplicates;
    gboolean allow_network;
} MarchIncidentOptions;

void march_incident_options_init(MarchIncidentOptions *options);

/**
 * Reads CSV or TSV itself, row by row, from @path or from standard input ("-"); any
 * other vector file through GDAL. Rows that @options do not want are counted, not
 * kept.
 *
 * Returns: (transfer full), or NULL with NOT_FOUND, PERMISSION, DATA, LIMIT, UNKNOWN or
 * UNAVAILABLE.
 */
MarchIncidents *march_incidents_read(const char *path,
                                     const MarchIncidentOptions *options,
                                     MarchDiagnostics *diagnostics,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * Incidents of different tables (of MarchIncidents) that may be one: of the same day and
 * place (2 km), and of the same type where their layouts are the same. Each is told of;
 * with @merges (one a table) TRUE for the later table it becomes one with the earlier
 * table's, which keeps the claims of both and answers for the rows of both.
 */
void march_incidents_check_duplicates_across(GPtrArray *tables,
                                             const gboolean *merges,
                                             MarchMoment tolls_as_of,
                                             MarchDiagnostics *diagnostics);
void march_incidents_free(MarchIncidents *incidents);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchIncidents, march_incidents_free)

/** What may leave a row out. */
typedef enum {
    MARCH_CHOICE_DATE,
    MARCH_CHOICE_TYPE,
    MARCH_CHOICE_ACTOR,
    MARCH_CHOICE_EXPRESSION,
    MARCH_CHOICE_BOX,
    MARCH_CHOICE_DISTANCE,
    MARCH_CHOICE_SIDE,
    MARCH_CHOICE_MOMENT, /**< it happened after the moment whose tolls are shown */
} MarchIncidentChoice;

#define MARCH_N_CHOICES 8

/** "date", "type", "actor", "expression", "box", "distance", "side", "moment". */
const char *march_incident_choice_name(MarchIncidentChoice choice);

/**
 * What became of the rows read: rows = incidents held + further claims + merged +
 * filtered out + outside + lost.
 */
typedef struct {
    guint rows;     /**< of the table, without its header */
    guint claims;   /**< rows that are a further claim about an incident above */
    guint merged;   /**< rows that repeat an incident and were merged with it */
    guint filtered; /**< rows the figure does not ask for */
    guint outside;  /**< rows outside the box that was to be read */
    guint lost;     /**< rows that cannot be used */
    guint by[MARCH_N_CHOICES]; /**< of those filtered out and outside */
    /** Incidents held, and left out, that their place is too rough to decide about. */
    guint unsure_held, unsure_out;
} MarchIncidentTally;

/** A row that cannot be used. */
typedef struct {
    MarchLocation where;
    const char *code;        /**< of the diagnostic that says why */
    char *id, *date, *place; /**< (nullable) as written */
} MarchIncidentLoss;

MarchIncidentTally march_incidents_get_tally(const MarchIncidents *incidents);
guint march_incidents_count(const MarchIncidents *incidents);
/** Rows left out because they cannot be used; each has a diagnostic. */
guint march_incidents_count_lost(const MarchIncidents *incidents);
/** The first thousand of them. */
guint march_incidents_count_losses(const MarchIncidents *incidents);
const MarchIncidentLoss *march_incidents_get_loss(const MarchIncidents *incidents,
                                                  guint index);
MarchSchema march_incidents_get_schema(const MarchIncidents *incidents);
/** The name of the column that sizes the symbols, or NULL. */
const char *march_incidents_get_value_column(const MarchIncidents *incidents);
MarchIncident *march_incidents_get(MarchIncidents *incidents, guint index);
/**
 * The one of the options' @types or, when @are_actors, actors that no row read has; rows
 * that their date or their position alone left out are not looked at. NULL for none.
 *
 * @wanted: NULL-ended. @from: where to go on looking, 0 first. @near: (out) (nullable)
 * what may be meant.
 */
const char *march_incidents_find_unseen(const MarchIncidents *incidents,
                                        const char *const *wanted,
                                        gboolean are_actors,
                                        guint *from,
                                        const char **near);
/** Gives row @index a position found elsewhere. */
void march_incidents_locate(MarchIncidents *incidents,
                            guint index,
                            MarchLonLat position,
                            double precision_km,
                            const char *located_by);
/** What a choice makes of an incident. */
typedef struct {
    gboolean is_kept;
    gboolean is_unsure; /**< its place may as well be on the other side of the limit */
    MarchIncidentChoice by; /**< what leaves it out */
} MarchIncidentVerdict;

/** Leaves out incidents as @verdicts, one an incident, say. */
void march_incidents_filter(MarchIncidents *incidents,
                            const MarchIncidentVerdict *verdicts);
/**
 * The located rows as point features, largest value first, with properties
 * "id", "type", "value", "value-min", "value-max" (where they differ from
 * the value), "value-open" (when nothing limits it above), "claimants" (how many), "claims"
 * (in words), "date", "date-last", "date-precision", "label", "symbol", "text", "source", "actor", "place", "precision" (km), "precision-class" and "row" (its index).
 *
 * Returns: (transfer full)
 */
MarchFeatures *march_incidents_to_features(const MarchIncidents *incidents);

#endif
