/* SPDX-License-Identifier: MIT */
#include "place-reports.h"

#include <string.h>

#include "base/row-report.h"
#include "pick.h"
#include "place-units.h"

struct MarchPlaceReports {
    MarchDiagnostics *diagnostics;
    GPtrArray *incidents;
    MarchRowReport *reports; /* one a table, and one for the figure file */
};

MarchPlaceReports *
march_place_reports_new(GPtrArray *incidents, MarchDiagnostics *diagnostics)
{
    MarchPlaceReports *reports = g_new0(MarchPlaceReports, 1);

    reports->diagnostics = diagnostics;
    reports->incidents = incidents;
    reports->reports = g_new0(MarchRowReport, incidents->len + 1);
    for (guint i = 0; i <= incidents->len; i++) {
        MarchIncidents *table =
            i < incidents->len ? g_ptr_array_index(incidents, i) : NULL;
        const char *file = table != NULL && march_incidents_count(table) > 0
                               ? march_incidents_get(table, 0)->where.file
                               : NULL;

        march_row_report_init(&reports->reports[i], file, diagnostics);
    }
    return reports;
}

void
march_place_reports_free(MarchPlaceReports *reports)
{
    if (reports == NULL) {
        return;
    }
    for (guint i = 0; i <= reports->incidents->len; i++) {
        march_row_report_finish(&reports->reports[i]);
    }
    g_free(reports->reports);
    g_free(reports);
}

static MarchRowReport *
report_of(const MarchPlaceReports *reports, const MarchPlaceRequest *request)
{
    guint i = 0;

    while (i < reports->incidents->len &&
           g_ptr_array_index(reports->incidents, i) != request->incidents) {
        i++;
    }
    return &reports->reports[i];
}

/* "the incident is not drawn", or what is left to try. */
static const char *
consequence(const MarchPlaceRequest *request)
{
    const MarchIncident *incident = march_place_request_incident(request);

    return incident->district != NULL || incident->region != NULL
               ? "the incident is counted in its district or region"
               : "the incident is not drawn";
}

void
march_place_reports_judge(MarchPlaceReports *reports,
                          const MarchPlaceRequest *request,
                          const MarchPlace *chosen)
{
    g_autofree char *meaning = NULL;

    if (chosen->match == MARCH_MATCH_EXACT) {
        return;
    }
    meaning =
        g_strdup_printf("%s (%s%s%s, %.3f %.3f)", chosen->name,
                        chosen->admin1 != NULL ? chosen->admin1 : "",
                        chosen->admin1 != NULL && *chosen->country != '\0' ? ", " : "",
                        chosen->country, chosen->position.lat, chosen->position.lon);
    if (request->place != NULL) {
        gboolean fuzzy = chosen->match == MARCH_MATCH_FUZZY;

        march_diagnostics_add(
            reports->diagnostics, fuzzy ? MARCH_SEVERITY_WARNING : MARCH_SEVERITY_NOTE,
            fuzzy ? "name-taken-as" : "name-spelt-otherwise", request->where,
            request->text, "\"%s\" is taken as %s", request->text, meaning);
    } else if (chosen->match == MARCH_MATCH_FUZZY) {
        g_autofree char *example = g_strdup_printf("%s\" as \"%s (%s)", request->text,
                                                   chosen->name, chosen->country);

        march_row_report_group(report_of(reports, request), MARCH_SEVERITY_WARNING,
                               "name-taken-as", request->where, example,
                               "incidents have a name that is not known, the nearest "
                               "is taken",
                               "\"%s\" is taken as %s", request->text, meaning);
    } else {
        march_row_report_add(report_of(reports, request), MARCH_SEVERITY_NOTE,
                             "name-spelt-otherwise", request->where, request->text,
                             "\"%s\" is taken as %s", request->text, meaning);
    }
}

void
march_place_reports_compare_country(MarchPlaceReports *reports,
                                    const MarchPlaceRequest *request,
                                    const MarchPlace *chosen)
{
    const MarchIncident *incident = march_place_request_incident(request);

    if (incident->country_code[0] != '\0' && chosen->country[0] != '\0' &&
        strcmp(incident->country_code, chosen->country) != 0) {
        march_row_report_group(
            report_of(reports, request), MARCH_SEVERITY_WARNING,
            "country-and-name-differ", request->where, request->text,
            "incidents have a name that is found in another country than theirs",
            "\"%s\" is found in %s, not in the country \"%s\" of the row",
            request->text, chosen->country, incident->country);
    }
}

void
march_place_reports_refuse(MarchPlaceReports *reports,
                           const MarchPlaceRequest *request,
                           const MarchPlace *chosen)
{
    march_row_report_add(report_of(reports, request), MARCH_SEVERITY_WARNING,
                         "unlikely-place", request->where, request->text,
                         "\"%s\" sounds like %s (%s) only, far from everything else "
                         "on the map or in another country; %s; choose it with "
                         "\"pick:\" if it is meant",
                         request->text, chosen->name, chosen->country,
                         consequence(request));
}

void
march_place_reports_veto(MarchPlaceReports *reports,
                         const MarchPlaceRequest *request,
                         const MarchPlace *chosen,
                         const char *by,
                         double distance_km)
{
    march_row_report_add(
        report_of(reports, request), MARCH_SEVERITY_WARNING, "unlikely-place",
        request->where, request->text,
        "\"%s\" is known only as %s (%s), %.0f km from \"%s\" of the row; the incident "
        "is counted in its %s; choose it with \"pick:\" if it is meant",
        request->text, chosen->name, chosen->country, distance_km, by,
        march_place_has_unit(march_place_request_incident(request))
            ? "district or region"
            : "country");
}

void
march_place_reports_doubt(MarchPlaceReports *reports,
                          const MarchPlaceRequest *request,
                          const MarchAnswer *answer)
{
    gboolean ambiguous = answer->status == MARCH_ANSWER_AMBIGUOUS;
    g_autofree char *listing = march_answer_explain(request->text, answer);

    march_row_report_add(report_of(reports, request), MARCH_SEVERITY_WARNING,
                         ambiguous ? "ambiguous-place" : "unknown-place",
                         request->where, request->text, "%s; %s", listing,
                         consequence(request));
}

void
march_place_reports_miss(MarchPlaceReports *reports,
                         const MarchPlaceRequest *request,
                         const char *level,
                         gboolean is_ambiguous)
{
    march_row_report_group(
        report_of(reports, request), MARCH_SEVERITY_WARNING, "unknown-unit",
        request->where, request->text,
        "incidents have a district, region or country that is not known or may be any "
        "of several, what is less exact is taken",
        is_ambiguous
            ? "\"%s\" is a %s of several countries; what is less exact is taken"
            : "\"%s\" is no %s that is known; what is less exact is taken",
        request->text, level);
}
