/* SPDX-License-Identifier: MIT */
#include "divide.h"

#include <math.h>

/* Ends of stretches this close along a chain are one place. */
#define SAME_PLACE_M 0.01

gboolean
march_border_class_is_valid_at(const MarchBorderClass *line_class, MarchDate as_of)
{
    return !march_date_is_given(as_of) ||
           march_date_range_contains(line_class->valid, as_of);
}

/* The stretches of sections that hold on a chain at the date, in the order cut. */
static GArray *
collect_stretches(const MarchBorders *borders, guint index, MarchDate as_of)
{
    const MarchChain *chain = g_ptr_array_index(borders->chains, index);
    GArray *found = g_array_new(FALSE, FALSE, sizeof(MarchStretch));

    for (guint i = 0; i < borders->stretches->len; i++) {
        MarchStretch stretch = g_array_index(borders->stretches, MarchStretch, i);
        const MarchKeptSection *section =
            g_ptr_array_index(borders->sections, stretch.section);

        if (stretch.chain != index ||
            !march_border_class_is_valid_at(&section->line_class, as_of)) {
            continue;
        }
        if (chain->is_ring) {
            /* Bring it to start on the ring, and cut it where the ring starts. */
            double shift = floor(stretch.from / chain->length) * chain->length;

            stretch.from -= shift;
            stretch.to -= shift;
            if (stretch.to > chain->length) {
                MarchStretch rest = stretch;

                rest.from = 0;
                rest.to = stretch.to - chain->length;
                stretch.to = chain->length;
                g_array_append_val(found, rest);
            }
        }
        g_array_append_val(found, stretch);
    }
    return found;
}

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
    double first = *(const double *)a, second = *(const double *)b;

    return (first > second) - (first < second);
}

static GArray *
collect_breaks(const MarchChain *chain, const GArray *stretches)
{
    GArray *breaks = g_array_new(FALSE, FALSE, sizeof(double));
    double zero = 0;

    g_array_append_val(breaks, zero);
    g_array_append_val(breaks, chain->length);
    for (guint i = 0; i < stretches->len; i++) {
        const MarchStretch *stretch = &g_array_index(stretches, MarchStretch, i);

        g_array_append_val(breaks, stretch->from);
        g_array_append_val(breaks, stretch->to);
    }
    for (guint i = 1; i < chain->runs->len; i++) {
        guint vertex = g_array_index(chain->runs, MarchChainRun, i).vertex;

        g_array_append_val(breaks, g_array_index(chain->along, double, vertex));
    }
    g_array_sort(breaks, compare_doubles);
    return breaks;
}

static const MarchBorderClass *
class_at(const MarchChain *chain, double along)
{
    const MarchBorderClass *line_class =
        g_array_index(chain->runs, MarchChainRun, 0).line_class;

    for (guint i = 1; i < chain->runs->len; i++) {
        const MarchChainRun *run = &g_array_index(chain->runs, MarchChainRun, i);

        if (g_array_index(chain->along, double, run->vertex) <= along) {
            line_class = run->line_class;
        }
    }
    return line_class;
}

static MarchInterval
find_owner(const MarchBorders *borders,
           const MarchChain *chain,
           const GArray *stretches,
           double from,
           double to)
{
    double middle = (from + to) / 2;
    MarchInterval interval = {from,  to,   NULL, class_at(chain, middle),
                              FALSE, NULL, NULL};

    for (guint i = 0; i < stretches->len; i++) {
        const MarchStretch *stretch = &g_array_index(stretches, MarchStretch, i);

        if (stretch->from <= middle && middle <= stretch->to) {
            const MarchKeptSection *section =
                g_ptr_array_index(borders->sections, stretch->section);

            if (section->line_class.status != MARCH_BORDER_CLAIMED) {
                interval.ground_section = NULL;
                interval.ground_class = NULL;
            } else if (interval.ground_class == NULL) {
                interval.ground_section = interval.section;
                interval.ground_class = interval.line_class;
            }
            interval.section = section;
            interval.line_class = &section->line_class;
            interval.is_hidden = stretch->hides;
        }
    }
    return interval;
}

static gboolean
has_same_owner(const MarchInterval *a, const MarchInterval *b)
{
    return a->section == b->section && a->line_class == b->line_class &&
           a->is_hidden == b->is_hidden && a->ground_class == b->ground_class;
}

gboolean
march_chain_has_stretches(const MarchBorders *borders, guint chain)
{
    for (guint i = 0; i < borders->stretches->len; i++) {
        if (g_array_index(borders->stretches, MarchStretch, i).chain == chain) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
march_chain_is_undivided(const MarchBorders *borders, guint chain, MarchDate as_of)
{
    const MarchChain *divided = g_ptr_array_index(borders->chains, chain);
    g_autoptr(GArray) stretches = collect_stretches(borders, chain, as_of);

    return stretches->len == 0 && divided->runs->len == 1;
}

GArray *
march_chain_divide(const MarchBorders *borders, guint index, MarchDate as_of)
{
    const MarchChain *chain = g_ptr_array_index(borders->chains, index);
    g_autoptr(GArray) stretches = collect_stretches(borders, index, as_of);
    GArray *intervals = g_array_new(FALSE, FALSE, sizeof(MarchInterval));
    g_autoptr(GArray) breaks = collect_breaks(chain, stretches);
    double from = 0;

    for (guint i = 1; i < breaks->len; i++) {
        double to = g_array_index(breaks, double, i);
        MarchInterval interval, *last;

        if (to - from < SAME_PLACE_M && i + 1 < breaks->len) {
            continue;
        }
        interval = find_owner(borders, chain, stretches, from, to);
        last = intervals->len == 0
                   ? NULL
                   : &g_array_index(intervals, MarchInterval, intervals->len - 1);
        if (last != NULL &&
            (has_same_owner(last, &interval) || to - from < SAME_PLACE_M)) {
            last->to = to;
        } else {
            g_array_append_val(intervals, interval);
        }
        from = to;
    }
    if (chain->is_ring && intervals->len > 1) {
        MarchInterval first = g_array_index(intervals, MarchInterval, 0);
        MarchInterval *last =
            &g_array_index(intervals, MarchInterval, intervals->len - 1);

        if (has_same_owner(&first, last)) {
            last->to += first.to;
            g_array_remove_index(intervals, 0);
        }
    }
    return intervals;
}
