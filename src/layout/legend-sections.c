/* SPDX-License-Identifier: MIT */
#include "legend-sections.h"

#include <string.h>

static void
clear_entry(gpointer data)
{
    MarchLegendEntry *entry = data;

    g_ptr_array_unref(entry->uses);
    g_free(entry->joined);
}

static void
clear_section(gpointer data)
{
    g_array_unref(((MarchLegendSection *)data)->entries);
}

static MarchLegendSection *
find_section(GArray *sections, const MarchStyleLegend *described, const char *measure)
{
    for (guint i = 0; i < sections->len; i++) {
        MarchLegendSection *section = &g_array_index(sections, MarchLegendSection, i);
        if (g_strcmp0(section->heading, described->group) == 0 &&
            g_strcmp0(section->measure, measure) == 0) {
            section->order = MIN(section->order, described->order);
            return section;
        }
    }
    MarchLegendSection section = {
        .heading = described->group,
        .measure = measure,
        .entries = g_array_new(FALSE, TRUE, sizeof(MarchLegendEntry)),
        .order = described->order,
        .index = sections->len};
    g_array_set_clear_func(section.entries, clear_entry);
    g_array_append_val(sections, section);
    return &g_array_index(sections, MarchLegendSection, sections->len - 1);
}

static MarchLegendEntry *
find_entry(MarchLegendSection *section, const char *label, double order, guint rank)
{
    for (guint i = 0; i < section->entries->len; i++) {
        MarchLegendEntry *entry = &g_array_index(section->entries, MarchLegendEntry, i);
        if (g_strcmp0(entry->label, label) == 0) {
            if (order < entry->order ||
                (!(order > entry->order) && rank < entry->rank)) {
                entry->order = order;
                entry->rank = rank;
            }
            return entry;
        }
    }
    MarchLegendEntry entry = {.uses = g_ptr_array_new(),
                              .label = label,
                              .order = order,
                              .rank = rank,
                              .index = section->entries->len};
    g_array_append_val(section->entries, entry);
    return &g_array_index(section->entries, MarchLegendEntry,
                          section->entries->len - 1);
}

static int
compare_order(double a, guint a_index, double b, guint b_index)
{
    if (a < b || a > b) {
        return a < b ? -1 : 1;
    }
    return (a_index > b_index) - (a_index < b_index);
}

static int
compare_entries(gconstpointer a, gconstpointer b)
{
    const MarchLegendEntry *first = a;
    const MarchLegendEntry *second = b;
    gboolean same_order =
        !(first->order < second->order) && !(first->order > second->order);
    if (same_order && first->rank != second->rank) {
        return first->rank < second->rank ? -1 : 1;
    }
    return compare_order(first->order, first->index, second->order, second->index);
}

static int
compare_sections(gconstpointer a, gconstpointer b)
{
    const MarchLegendSection *first = a;
    const MarchLegendSection *second = b;
    return compare_order(first->order, first->index, second->order, second->index);
}

static void
add_use(GArray *sections, const MarchLegendUse *use)
{
    const MarchStyleLegend *described = march_style_layer_get_legend(use->layer);
    if (described == NULL || use->label == NULL || use->label[0] == '\0') {
        return;
    }
    MarchLegendSection *section =
        find_section(sections, described, march_legend_use_measure(use));
    guint rank = march_style_layer_get_legend_rank(use->layer, use->label);
    double own = use->feature != NULL
                     ? march_feature_get_number(use->feature, "legend-rank", -1)
                     : -1;
    if (own >= 0) {
        rank =
            (guint)own; /* classes that the figure makes have an order of their own */
    }
    g_ptr_array_add(find_entry(section, use->label, described->order, rank)->uses,
                    (gpointer)(guintptr)use);
    if (use->kind == MARCH_LEGEND_CIRCLE && described->nested_circles &&
        described->value_property != NULL &&
        use->largest_value > section->largest_value) {
        section->sized = use;
        section->largest_value = use->largest_value;
    }
}

static gboolean
is_same(const MarchLegendSampler *sampler,
        const MarchLegendEntry *a,
        const MarchLegendEntry *b,
        gboolean sizes_are_numbers)
{
    for (guint i = 0; i < a->uses->len && i < b->uses->len; i++) {
        if (!march_legend_sample_is_same(sampler, g_ptr_array_index(a->uses, i),
                                         g_ptr_array_index(b->uses, i),
                                         sizes_are_numbers)) {
            return FALSE;
        }
    }
    return a->uses->len == b->uses->len;
}

/* Labels of one sample stand together, each on a line of its own, the plain word for it
   first. */
static void
join_alike(const MarchLegendSampler *sampler, const MarchLegendSection *section)
{
    GArray *entries = section->entries;

    for (guint i = 0; i < entries->len; i++) {
        MarchLegendEntry *entry = &g_array_index(entries, MarchLegendEntry, i);

        for (guint k = i + 1; k < entries->len;) {
            const MarchLegendEntry *other =
                &g_array_index(entries, MarchLegendEntry, k);
            char *joined;

            if (!is_same(sampler, entry, other, section->sized != NULL)) {
                k++;
                continue;
            }
            joined = strlen(other->label) < strlen(entry->label)
                         ? g_strconcat(other->label, ";\n", entry->label, NULL)
                         : g_strconcat(entry->label, ";\n", other->label, NULL);
            g_free(entry->joined);
            entry->joined = joined;
            entry->label = joined;
            g_array_remove_index(entries, k);
        }
    }
}

GArray *
march_legend_sections_new(const MarchLegendSampler *sampler,
                          const MarchMapContent *content)
{
    GArray *sections = g_array_new(FALSE, TRUE, sizeof(MarchLegendSection));
    g_array_set_clear_func(sections, clear_section);
    for (guint i = 0; i < content->uses->len; i++) {
        add_use(sections, g_ptr_array_index(content->uses, i));
    }
    g_array_sort(sections, compare_sections);
    for (guint i = 0; i < sections->len; i++) {
        g_array_sort(g_array_index(sections, MarchLegendSection, i).entries,
                     compare_entries);
        join_alike(sampler, &g_array_index(sections, MarchLegendSection, i));
    }
    return sections;
}
