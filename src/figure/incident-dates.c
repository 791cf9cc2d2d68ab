/* SPDX-License-Identifier: MIT */
#include "incident-dates.h"

#define BARS_MOST 62

/* Widens @first to @last by those dated to a day, or else to a month or a year. */
static void
span_widen(GPtrArray *incidents,
           const MarchIncidentShow *show,
           gboolean by_days,
           MarchDate *first,
           MarchDate *last)
{
    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);
            gboolean counts = show != NULL
                                  ? march_incident_show_get(show, i, row)->number > 0
                                  : incident->is_located;

            if (!counts || !march_date_is_given(incident->date) ||
                (incident->date_unit == MARCH_DATE_DAY) != by_days) {
                continue;
            }
            if (!march_date_is_given(*first) || incident->date.day < first->day) {
                *first = incident->date;
            }
            last->day =
                MAX(last->day, by_days ? incident->date.day : incident->last_date.day);
        }
    }
}

/* The first and the last day of what is located, or of what @show shows. A month or a
 * year stretches them only where there is nothing else. */
static gboolean
span_find(GPtrArray *incidents,
          const MarchIncidentShow *show,
          MarchDate *first,
          MarchDate *last)
{
    *first = *last = MARCH_DATE_NONE;
    span_widen(incidents, show, TRUE, first, last);
    if (!march_date_is_given(*first)) {
        span_widen(incidents, show, FALSE, first, last);
    }
    return march_date_is_given(*first);
}

/* "28 April 2021", "28 April 2021 – 1 May 2021". */
static char *
span_text(MarchDate first, MarchDate last)
{
    g_autofree char *from = march_date_to_text(first);
    g_autofree char *to = march_date_to_text(last);

    return first.day == last.day ? g_steal_pointer(&from)
                                 : g_strdup_printf("%s – %s", from, to);
}

typedef struct {
    MarchDate first, last;
    gint32 step; /* days of a class */
} Classes;

/* That of a month or a year which lies in one class; else its day is not known. */
static gint32
class_of_days(const Classes *classes, MarchDate first, MarchDate last)
{
    gint32 class = (first.day - classes->first.day) / classes->step;

    return last.day <= classes->last.day &&
                   (last.day - classes->first.day) / classes->step == class
               ? class
               : MARCH_DATE_CLASSES;
}

static gint32
class_of(const Classes *classes, const MarchFeature *feature)
{
    const char *text = march_feature_get_string(feature, "date");
    const char *last_text = march_feature_get_string(feature, "date-last");
    const char *level = march_feature_get_string(feature, "date-precision");
    g_autofree char *head = text != NULL ? g_strndup(text, strcspn(text, "/")) : NULL;
    MarchDate date = MARCH_DATE_NONE;
    MarchDate last = MARCH_DATE_NONE;

    if (head == NULL || !march_date_parse(head, &date) ||
        date.day < classes->first.day || date.day > classes->last.day) {
        return MARCH_DATE_CLASSES;
    }
    /* What went on for days has the colour of its first. */
    last = date;
    if (last_text != NULL && g_strcmp0(level, "day") != 0) {
        (void)march_date_parse(last_text, &last);
    }
    return class_of_days(classes, date, last);
}

static char *
class_label(const Classes *classes, gint32 class)
{
    gint32 start = classes->first.day + class * classes->step;

    return class < MARCH_DATE_CLASSES
               ? span_text(
                     (MarchDate){start},
                     (MarchDate){MIN(start + classes->step - 1, classes->last.day)})
               : g_strdup("Day not known");
}

gboolean
march_incident_dates_span(GPtrArray *incidents, MarchDate *first, MarchDate *last)
{
    return span_find(incidents, NULL, first, last);
}

MarchFeatures *
march_incident_dates_classify(const MarchFeatures *features,
                              MarchDate first,
                              MarchDate last)
{
    MarchFeatures *sorted = march_features_new();
    Classes classes = {.first = first, .last = last, .step = 1};

    if (march_date_is_given(first)) {
        gint32 days = classes.last.day - classes.first.day + 1;

        classes.step = (days + MARCH_DATE_CLASSES - 1) / MARCH_DATE_CLASSES;
    }
    for (gint32 class = 0; class <= MARCH_DATE_CLASSES; class ++) {
        g_autofree char *label = class_label(&classes, class);

        for (guint i = 0; i < march_features_count(features); i++) {
            const MarchFeature *feature = march_features_get(features, i);
            MarchFeature *added;

            if (class_of(&classes, feature) != class) {
                continue;
            }
            march_features_append_one(sorted, feature);
            added = march_features_edit(sorted, march_features_count(sorted) - 1);
            march_features_set_number(sorted, added, "date-class", class);
            march_features_set_number(sorted, added, "legend-rank", class);
            march_features_set_string(sorted, added, "date-label", label);
        }
    }
    return sorted;
}

/* The first day of the month or of the year that @date is in. */
static MarchDate
start_of(MarchDate date, gboolean of_year)
{
    g_autofree char *iso = march_date_to_iso(date);
    MarchDate start = date;

    iso[of_year ? 4 : 7] = '\0';
    (void)march_date_parse(iso, &start);
    return start;
}

/* Where the bar after the one that starts at @start begins. */
static MarchDate
next_start(MarchDate start, const char *unit)
{
    switch (unit[0]) {
    case 'd':
        return (MarchDate){start.day + 1};
    case 'w':
        return (MarchDate){start.day + 7};
    case 'm':
        return start_of((MarchDate){start.day + 31}, FALSE);
    default:
        return start_of((MarchDate){start.day + 366}, TRUE);
    }
}

static MarchTimeline *
bars_make(MarchDate first, MarchDate last)
{
    gint32 days = last.day - first.day + 1;
    const char *unit = days <= BARS_MOST        ? "day"
                       : days <= BARS_MOST * 7  ? "week"
                       : days <= BARS_MOST * 30 ? "month"
                                                : "year";
    MarchTimeline *timeline = march_timeline_new(unit);
    MarchDate start = first;

    if (unit[0] == 'm' || unit[0] == 'y') {
        start = start_of(first, unit[0] == 'y');
    } else if (unit[0] == 'w') {
        /* Day 1 was a Monday. */
        start.day -= (start.day - 1) % 7;
    }
    while (start.day <= last.day) {
        MarchDate next = next_start(start, unit);
        MarchTimeBar bar = {start, {next.day - 1}, 0};

        g_array_append_val(timeline->bars, bar);
        start = next;
    }
    return timeline;
}

static MarchTimeBar *
bar_find(const MarchTimeline *timeline, MarchDate date)
{
    guint low = 0;
    guint high = timeline->bars->len - 1;

    while (low < high) {
        guint middle = (low + high) / 2;

        if (g_array_index(timeline->bars, MarchTimeBar, middle).last.day < date.day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return &g_array_index(timeline->bars, MarchTimeBar, low);
}

/* Whether the month or the year of @incident is no longer than a bar. */
static gboolean
is_in_one_bar(const MarchTimeline *timeline, const MarchIncident *incident)
{
    const MarchTimeBar *bar = bar_find(timeline, incident->date);

    return bar->first.day <= incident->date.day &&
           incident->last_date.day <= bar->last.day;
}

MarchTimeline *
march_incident_dates_count(GPtrArray *incidents, const MarchIncidentShow *show)
{
    MarchTimeline *timeline;
    MarchDate first, last;

    if (!span_find(incidents, show, &first, &last)) {
        return NULL;
    }
    timeline = bars_make(first, last);
    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);
            MarchDate date = incident->date;

            if (march_incident_show_get(show, i, row)->number == 0 ||
                march_incident_is_toll(incident)) {
                continue;
            }
            if (!march_date_is_given(date)) {
                timeline->undated++;
            } else if (incident->date_unit != MARCH_DATE_DAY &&
                       !is_in_one_bar(timeline, incident)) {
                timeline->vague++;
            } else {
                bar_find(timeline, date)->count++;
            }
        }
    }
    return timeline;
}
