/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/suggest.h"
#include "borders-private.h"
#include "country-codes.h"
#include "cut.h"
#include "given-line.h"

/* Loose ends of a border that is cut, this near to each other, are worth a word. */
#define GAP_WORTH_A_NOTE_M 300.0
/* Less than this in common is a shared end, not an overlap. */
#define OVERLAP_M 1.0

static gboolean
check_request(const MarchCutRequest *request, GError **error)
{
    MarchDateRange valid = request->valid;

    if (request->between[0] == NULL || request->between[1] == NULL ||
        strcmp(request->between[0], request->between[1]) == 0) {
        march_error_set(error, MARCH_ERROR_CONFIG, request->where,
                        "between: expected two different country codes");
        return FALSE;
    }
    if (march_date_is_given(valid.from) && march_date_is_given(valid.to) &&
        valid.to.day <= valid.from.day) {
        g_autofree char *from = march_date_to_iso(valid.from);
        g_autofree char *to = march_date_to_iso(valid.to);

        march_error_set(error, MARCH_ERROR_CONFIG, request->where,
                        "valid %s/%s: the end comes before the beginning", from, to);
        return FALSE;
    }
    return TRUE;
}

static double
overlap(double from_a, double to_a, double from_b, double to_b)
{
    return MIN(to_a, to_b) - MAX(from_a, from_b);
}

static gboolean
validities_meet(MarchDateRange a, MarchDateRange b)
{
    return (!march_date_is_given(a.to) || !march_date_is_given(b.from) ||
            b.from.day < a.to.day) &&
           (!march_date_is_given(b.to) || !march_date_is_given(a.from) ||
            a.from.day < b.to.day);
}

/* Warns where a new stretch covers what an earlier section of its time has. */
static void
warn_of_overlaps(const MarchBorders *borders,
                 const MarchStretch *stretch,
                 const MarchKeptSection *section,
                 MarchDiagnostics *diagnostics)
{
    const MarchChain *chain = g_ptr_array_index(borders->chains, stretch->chain);

    for (guint i = 0; i < borders->stretches->len; i++) {
        const MarchStretch *other = &g_array_index(borders->stretches, MarchStretch, i);
        const MarchKeptSection *earlier;
        double common;

        if (other->chain != stretch->chain || other->section == stretch->section) {
            continue; /* elsewhere, or another stretch of this very section */
        }
        earlier = g_ptr_array_index(borders->sections, other->section);
        common = overlap(stretch->from, stretch->to, other->from, other->to);
        for (int turn = -1; chain->is_ring && turn <= 1; turn += 2) {
            double shift = turn * chain->length;

            common = MAX(common, overlap(stretch->from + shift, stretch->to + shift,
                                         other->from, other->to));
        }
        if (common > OVERLAP_M &&
            validities_meet(earlier->line_class.valid, section->line_class.valid)) {
            g_autofree char *length = march_border_length_text(common / 1000);

            march_diagnostics_add(
                diagnostics, MARCH_SEVERITY_WARNING, "overlapping-sections",
                section->where, section->info.name,
                "section \"%s\" covers %s of section \"%s\" at the same time: the "
                "later one is drawn there",
                section->info.name != NULL ? section->info.name : "unnamed", length,
                earlier->info.name != NULL ? earlier->info.name : "unnamed");
        }
    }
}

static void
keep_stretches(MarchBorders *borders,
               MarchKeptSection *section,
               const MarchCut *cut,
               MarchDiagnostics *diagnostics)
{
    section->geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
    for (guint i = 0; i < cut->stretches->len; i++) {
        MarchStretch stretch = g_array_index(cut->stretches, MarchStretch, i);
        const MarchChain *chain = g_ptr_array_index(borders->chains, stretch.chain);

        stretch.section = borders->sections->len;
        warn_of_overlaps(borders, &stretch, section, diagnostics);
        march_chain_add_stretch(chain, cut->backwards ? stretch.to : stretch.from,
                                cut->backwards ? stretch.from : stretch.to,
                                section->geometry);
        g_array_append_val(borders->stretches, stretch);
        section->info.length_km += (stretch.to - stretch.from) / 1000;
    }
    section->info.from_snap_km = cut->snap_km[0];
    section->info.to_snap_km = cut->snap_km[1];
}

/* A line of its own; unless it is a claim, in the place of the border. */
static gboolean
keep_given_line(MarchBorders *borders,
                MarchKeptSection *section,
                const MarchCutRequest *request,
                MarchDiagnostics *diagnostics,
                GError **error)
{
    if (!march_given_line_check(request, diagnostics, error)) {
        return FALSE;
    }
    section->is_loose = TRUE;
    section->is_claim = request->is_beside && request->status == MARCH_BORDER_CLAIMED;
    section->geometry = march_geometry_copy(request->geometry);
    section->info.length_km = march_geometry_length(section->geometry) / 1000;
    return request->status == MARCH_BORDER_CLAIMED || request->is_beside ||
           march_given_line_hide(borders, request, section->geometry,
                                 borders->sections->len, diagnostics, error);
}

static MarchLonLat
chain_end(const MarchChain *chain, int end)
{
    return g_array_index(chain->positions, MarchLonLat,
                         end == 0 ? 0 : chain->positions->len - 1);
}

/* Says where lines of the border that ought to be one end close to each other. */
static void
say_gaps(const MarchBorders *borders,
         const MarchCutRequest *request,
         MarchDiagnostics *diagnostics)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new();

    for (guint i = 0; i < borders->chains->len; i++) {
        MarchChain *chain = g_ptr_array_index(borders->chains, i);

        if (!chain->is_ring && !chain->is_replaced &&
            march_chain_is_between(chain, request->between[0], request->between[1])) {
            g_ptr_array_add(lines, chain);
        }
    }
    for (guint i = 0; i < 2 * lines->len; i++) {
        for (guint j = i + 1; j < 2 * lines->len; j++) {
            MarchLonLat a = chain_end(lines->pdata[i / 2], (int)(i % 2));
            MarchLonLat b = chain_end(lines->pdata[j / 2], (int)(j % 2));
            double gap = march_lon_lat_distance(a, b);

            if (gap > 0 && gap < GAP_WORTH_A_NOTE_M) {
                g_autofree char *pair =
                    march_border_pair_text(request->between[0], request->between[1]);

                march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "border-gap",
                                      MARCH_LOCATION_NONE, pair,
                                      "the border %s has a gap of %.0f m at %.4f, %.4f "
                                      "in the boundary data; it stays open",
                                      pair, gap, a.lon, a.lat);
            }
        }
    }
}

static MarchKeptSection *
new_section(MarchBorders *borders, const MarchCutRequest *request)
{
    MarchKeptSection *section = g_new0(MarchKeptSection, 1);
    int order = strcmp(request->between[0], request->between[1]);

    section->info.name = march_borders_keep(borders, request->name);
    section->between[0] =
        march_borders_keep(borders, request->between[order < 0 ? 0 : 1]);
    section->between[1] =
        march_borders_keep(borders, request->between[order < 0 ? 1 : 0]);
    section->sides[0] = section->between[order < 0 ? 0 : 1];
    section->sides[1] = section->between[order < 0 ? 1 : 0];
    section->where = request->where;
    section->line_class = (MarchBorderClass){
        .name = section->info.name,
        .status = request->status,
        .label = march_borders_keep(borders, request->label),
        .source = march_borders_keep(borders, request->source),
        .claims = march_borders_keep_list(borders, request->claims),
        .valid = request->valid,
    };
    return section;
}

static void
free_section(MarchKeptSection *section)
{
    march_geometry_free(section->geometry);
    g_free(section);
}

static void
finish_section(MarchBorders *borders,
               MarchKeptSection *section,
               const char *text,
               const char *data)
{
    g_autofree char *sentence = NULL;
    guint count;
    const MarchLonLat *positions =
        march_geometry_get_part(section->geometry, 0, &count);

    section->info.geometry = section->geometry;
    section->info.start = positions[0];
    positions = march_geometry_get_part(section->geometry,
                                        section->geometry->parts->len - 1, &count);
    section->info.end = positions[count - 1];
    sentence = march_section_describe(section, text, data);
    section->info.sentence = march_borders_keep(borders, sentence);
    section->info.data = march_borders_keep(borders, data);
    g_ptr_array_add(borders->sections, section);
}

/* A place without a name is called by its coordinates. */
static MarchCutPlace
name_place(MarchBorders *borders, MarchCutPlace place)
{
    if (place.name == NULL) {
        g_autofree char *name =
            g_strdup_printf("%.4f, %.4f", place.position.lon, place.position.lat);

        place.name = march_borders_keep(borders, name);
    }
    return place;
}

static gboolean
is_view(const MarchCutRequest *request, const char *code)
{
    static const char *const GENERAL[] = {"defacto", "un", "all", NULL};

    for (gsize i = 0; GENERAL[i] != NULL; i++) {
        if (g_ascii_strcasecmp(code, GENERAL[i]) == 0) {
            return TRUE;
        }
    }
    return march_country_code_is_known(code) ||
           g_ascii_strcasecmp(code, request->between[0]) == 0 ||
           g_ascii_strcasecmp(code, request->between[1]) == 0;
}

/* A claim is any words; those that were meant as a status or a code are told. */
static void
say_odd_claims(const MarchCutRequest *request, MarchDiagnostics *diagnostics)
{
    const char *names[MARCH_BORDER_UNRECOGNISED + 2] = {NULL};

    for (guint i = 0; i <= MARCH_BORDER_UNRECOGNISED; i++) {
        names[i] = march_border_status_name((MarchBorderStatus)i);
    }
    for (gsize i = 0; request->claims != NULL && request->claims[i] != NULL &&
                      request->claims[i + 1] != NULL;
         i += 2) {
        const char *code = request->claims[i], *words = request->claims[i + 1];
        const char *meant = march_suggest(words, names);
        MarchBorderStatus status;

        if (!is_view(request, code)) {
            march_diagnostics_add(
                diagnostics, MARCH_SEVERITY_WARNING, "unknown-claimant", request->where,
                code,
                "claims: \"%s\" is no view; expected an ISO 3166 code "
                "such as KG, or defacto, un or all",
                code);
        }
        if (!march_border_status_parse(words, &status) && meant != NULL) {
            march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "odd-claim",
                                  request->where, code,
                                  "claims: \"%s\" becomes words of the legend; did you "
                                  "mean the status \"%s\"?",
                                  words, meant);
        }
    }
}

static const MarchSection *
cut_section(MarchBorders *borders,
            const MarchCutRequest *request,
            MarchDiagnostics *diagnostics,
            GError **error)
{
    MarchKeptSection *section;
    MarchCut cut = {0};
    gboolean done;

    if (!check_request(request, error)) {
        return NULL;
    }
    if (request->kind != MARCH_CUT_GEOMETRY &&
        (!march_cut_check_pair(borders, request, error) ||
         !march_cut_find(borders, request, &cut, diagnostics, error))) {
        march_cut_clear(&cut);
        return NULL;
    }
    say_gaps(borders, request, diagnostics);
    say_odd_claims(request, diagnostics);
    section = new_section(borders, request);
    if (request->kind == MARCH_CUT_GEOMETRY) {
        done = keep_given_line(borders, section, request, diagnostics, error);
    } else {
        keep_stretches(borders, section, &cut, diagnostics);
        done = TRUE;
    }
    if (!done) {
        free_section(section);
        march_cut_clear(&cut);
        return NULL;
    }
    if (section->line_class.source == NULL) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "no-source",
                              request->where, request->name,
                              "section \"%s\" has no source: the legend says so",
                              request->name != NULL ? request->name : "unnamed");
    }
    finish_section(borders, section, cut.text != NULL ? cut.text : " on a given line",
                   cut.data);
    march_cut_clear(&cut);
    return &section->info;
}

const MarchSection *
march_borders_cut(MarchBorders *borders,
                  const MarchCutRequest *request,
                  MarchDiagnostics *diagnostics,
                  GError **error)
{
    MarchCutRequest named = *request;
    g_autofree MarchCutPlace *via = g_new0(MarchCutPlace, request->n_via + 1);

    named.from = name_place(borders, request->from);
    named.to = name_place(borders, request->to);
    for (gsize i = 0; i < request->n_via; i++) {
        via[i] = name_place(borders, request->via[i]);
    }
    named.via = via;
    return cut_section(borders, &named, diagnostics, error);
}
