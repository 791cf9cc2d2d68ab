/* SPDX-License-Identifier: MIT */
#include "borders-private.h"
#include "claim-joints.h"
#include "divide.h"
#include "view.h"

/* One selection under way. */
typedef struct {
    const MarchBorders *borders;
    MarchDate as_of;
    MarchBorderView view;
    MarchFeatures *features;
    GArray *claims; /* of guint: the features whose ends are to be joined */
    MarchDiagnostics *diagnostics;
} Selection;

static void
say_hidden(const Selection *selection, const MarchKeptSection *section)
{
    march_diagnostics_add(selection->diagnostics, MARCH_SEVERITY_NOTE,
                          "section-not-drawn", section->where, section->info.name,
                          "section \"%s\" (%s) is not drawn in the view %s",
                          section->info.name != NULL ? section->info.name : "unnamed",
                          march_border_status_name(section->line_class.status),
                          selection->view.code);
}

/* Who claims that the line is the boundary: "GY", or "AR/CL"; (transfer full). */
static char *
find_claimants(const MarchBorderClass *line_class)
{
    g_autoptr(GString) codes = g_string_new(NULL);

    for (gsize i = 0; line_class->claims != NULL && line_class->claims[i] != NULL &&
                      line_class->claims[i + 1] != NULL;
         i += 2) {
        MarchBorderStatus status;

        if (march_border_status_parse(line_class->claims[i + 1], &status) &&
            status == MARCH_BORDER_INTERNATIONAL) {
            g_string_append_printf(codes, "%s%s", codes->len > 0 ? "/" : "",
                                   line_class->claims[i]);
        }
    }
    return codes->len > 0 ? g_string_free(g_steal_pointer(&codes), FALSE) : NULL;
}

static void
add_feature(Selection *selection,
            MarchGeometry *geometry,
            const MarchKeptSection *section,
            const MarchBorderClass *line_class,
            const MarchChain *chain,
            double along)
{
    const char *left = chain != NULL ? chain->left : section->sides[0];
    const char *right = chain != NULL ? chain->right : section->sides[1];
    MarchBorderDrawing drawing =
        march_border_view_draw(&selection->view, line_class, left, right);
    g_autofree char *label = NULL;
    MarchFeature *feature;
    const char *source;

    if (!drawing.is_drawn || geometry->parts->len == 0) {
        if (section != NULL) {
            say_hidden(selection, section);
        }
        march_geometry_free(geometry);
        return;
    }
    label = march_border_drawing_words(&drawing, line_class, selection->as_of,
                                       section != NULL);
    if (section != NULL && section->is_claim) {
        guint index = march_features_count(selection->features);

        g_array_append_val(selection->claims, index);
    }
    feature = march_features_add(selection->features, geometry);
    march_features_set_string(selection->features, feature, "status",
                              march_border_status_name(drawing.status));
    march_features_set_string(selection->features, feature, "left", left);
    march_features_set_string(selection->features, feature, "right", right);
    if (section != NULL) {
        march_features_set_string(selection->features, feature, "section",
                                  section->info.name != NULL ? section->info.name : "");
        feature->where = section->where;
    }
    march_features_set_string(selection->features, feature, "label", label);
    if (drawing.status == MARCH_BORDER_CLAIMED) {
        g_autofree char *claimants = find_claimants(line_class);

        if (claimants != NULL) {
            march_features_set_string(selection->features, feature, "claimant",
                                      claimants);
        }
    } else if (section != NULL && line_class->status == MARCH_BORDER_CLAIMED) {
        march_features_set_string(selection->features, feature, "claimed-by",
                                  selection->view.code);
    }
    source = line_class->source != NULL ? line_class->source
             : section == NULL          ? chain->data
                                        : NULL;
    if (source != NULL) {
        march_features_set_string(selection->features, feature, "source", source);
    }
    march_features_set_number(selection->features, feature, "rank",
                              drawing.status == MARCH_BORDER_INTERNATIONAL ||
                                      drawing.status == MARCH_BORDER_DEMARCATED
                                  ? 1
                                  : 2);
    march_features_set_boolean(selection->features, feature, "enclave",
                               chain != NULL && (chain->is_enclave || chain->is_ring));
    if (chain != NULL && chain->name != NULL) {
        march_features_set_string(selection->features, feature, "name", chain->name);
    }
    if (chain != NULL && chain->data != NULL) {
        march_features_set_string(selection->features, feature, "data", chain->data);
    }
    march_features_set_number(selection->features, feature, "along", along);
}

static void
select_chain(Selection *selection, guint index)
{
    MarchChain *chain = g_ptr_array_index(selection->borders->chains, index);
    g_autoptr(GArray) intervals = NULL;

    if (march_chain_is_undivided(selection->borders, index, selection->as_of)) {
        MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
        const MarchLonLat *positions =
            (const MarchLonLat *)(void *)chain->positions->data;

        march_geometry_add_part(geometry, positions, chain->positions->len, FALSE);
        if (chain->is_ring) {
            g_array_append_val(geometry->positions, positions[0]);
            g_array_index(geometry->parts, MarchGeometryPart, 0).count++;
        }
        add_feature(selection, geometry, NULL,
                    g_array_index(chain->runs, MarchChainRun, 0).line_class, chain, 0);
        return;
    }
    march_chain_measure(chain);
    intervals = march_chain_divide(selection->borders, index, selection->as_of);
    for (guint i = 0; i < intervals->len; i++) {
        const MarchInterval *interval = &g_array_index(intervals, MarchInterval, i);
        MarchGeometry *geometry;

        if (interval->is_hidden) {
            continue; /* the section's own line is drawn instead */
        }
        geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
        march_chain_add_stretch(chain, interval->from, interval->to, geometry);
        if (interval->ground_class != NULL &&
            march_border_view_skips(&selection->view, interval->line_class)) {
            say_hidden(selection, interval->section);
            add_feature(selection, geometry, interval->ground_section,
                        interval->ground_class, chain, interval->from);
        } else {
            add_feature(selection, geometry, interval->section, interval->line_class,
                        chain, interval->from);
        }
    }
}

/* Without a day, sections that hold at different times are drawn at once. */
static void
say_undated(const Selection *selection)
{
    const MarchKeptSection *first = NULL;
    guint count = 0;

    for (guint i = 0; i < selection->borders->sections->len; i++) {
        const MarchKeptSection *section =
            g_ptr_array_index(selection->borders->sections, i);

        if (march_date_is_given(section->line_class.valid.from) ||
            march_date_is_given(section->line_class.valid.to)) {
            first = first != NULL ? first : section;
            count++;
        }
    }
    if (count > 0 && !march_date_is_given(selection->as_of)) {
        march_diagnostics_add(
            selection->diagnostics, MARCH_SEVERITY_NOTE, "no-as-of-date", first->where,
            first->info.name,
            "without an as-of date sections of every date are drawn: %u with dates",
            count);
    }
}

MarchFeatures *
march_borders_select(const MarchBorders *borders,
                     MarchDate as_of,
                     const char *view,
                     MarchDiagnostics *diagnostics)
{
    g_autoptr(GArray) claims = g_array_new(FALSE, FALSE, sizeof(guint));
    Selection selection = {.borders = borders,
                           .as_of = as_of,
                           .view = march_border_view_new(borders, view, diagnostics),
                           .features = march_features_new(),
                           .claims = claims,
                           .diagnostics = diagnostics};

    for (guint i = 0; i < borders->chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(borders->chains, i);

        if (!chain->is_replaced) {
            select_chain(&selection, i);
        }
    }
    for (guint i = 0; i < borders->sections->len; i++) {
        const MarchKeptSection *section = g_ptr_array_index(borders->sections, i);

        if (section->is_loose &&
            march_border_class_is_valid_at(&section->line_class, as_of)) {
            add_feature(&selection, march_geometry_copy(section->geometry), section,
                        &section->line_class, NULL, 0);
        }
    }
    say_undated(&selection);
    march_claim_lines_join(selection.features, claims, diagnostics);
    return selection.features;
}
