/* SPDX-License-Identifier: MIT */
#include "change.h"

#include <string.h>

const char *
march_border_state_name(const MarchBorderState *state)
{
    return state->is_drawn ? march_border_status_name(state->status) : "none";
}

const char *
march_border_state_section(const MarchBorderState *state)
{
    return state->section != NULL ? state->section->info.name : NULL;
}

gboolean
march_border_state_equals(const MarchBorderState *a, const MarchBorderState *b)
{
    return a->is_drawn == b->is_drawn && (!a->is_drawn || a->status == b->status) &&
           g_strcmp0(march_border_state_section(a), march_border_state_section(b)) == 0;
}

static gboolean
is_agreed(const MarchBorderState *state)
{
    return state->status == MARCH_BORDER_INTERNATIONAL ||
           state->status == MARCH_BORDER_DEMARCATED;
}

const char *
march_border_change_kind(const MarchBorderChange *change)
{
    const MarchBorderState *before = &change->before, *after = &change->after;

    if (before->is_drawn != after->is_drawn) {
        return after->is_drawn ? "new" : "ceased";
    }
    if (!before->is_drawn || before->status == after->status) {
        return "renamed";
    }
    if (is_agreed(before) == is_agreed(after)) {
        return "changed";
    }
    return is_agreed(after) ? "settled" : "contested";
}

/* What follows "now" or begins a sentence. */
static const char *
status_phrase(MarchBorderStatus status)
{
    switch (status) {
    case MARCH_BORDER_DEMARCATED:
        return "demarcated boundary";
    case MARCH_BORDER_UNDELIMITED:
        return "not delimited";
    case MARCH_BORDER_DISPUTED:
        return "disputed";
    case MARCH_BORDER_CLAIMED:
        return "claimed boundary";
    case MARCH_BORDER_LINE_OF_CONTROL:
        return "line of control";
    case MARCH_BORDER_CEASEFIRE:
        return "ceasefire line";
    case MARCH_BORDER_ADMINISTRATIVE:
        return "administrative boundary";
    case MARCH_BORDER_LEASE:
        return "limit of a leased area";
    case MARCH_BORDER_NEUTRAL:
        return "neutral strip";
    case MARCH_BORDER_SHARED:
        return "shared section";
    case MARCH_BORDER_UNRECOGNISED:
        return "not recognised";
    case MARCH_BORDER_INTERNATIONAL:
    default:
        return "international boundary";
    }
}

/* @date when it lies after the first day compared and not after the second. */
static MarchDate
keep_between(MarchDateRange dates, MarchDate date)
{
    return march_date_is_given(date) && dates.from.day < date.day &&
                   date.day <= dates.to.day
               ? date
               : MARCH_DATE_NONE;
}

/* The day the earlier state ended, or the later one began, as its section has it. */
static MarchDate
find_end(const MarchBorderChange *change)
{
    const MarchKeptSection *section = change->before.section;

    return section != NULL ? keep_between(change->dates, section->line_class.valid.to)
                           : MARCH_DATE_NONE;
}

static MarchDate
find_beginning(const MarchBorderChange *change)
{
    const MarchKeptSection *section = change->after.section;

    return section != NULL ? keep_between(change->dates, section->line_class.valid.from)
                           : MARCH_DATE_NONE;
}

MarchDate
march_border_change_date(const MarchBorderChange *change)
{
    MarchDate beginning = find_beginning(change);

    return march_date_is_given(beginning) ? beginning : find_end(change);
}

static void
append_state(GString *words,
             const MarchBorderState *state,
             const char *preposition,
             MarchDate date)
{
    g_autofree char *text = march_date_to_text(date);

    g_string_append_printf(words, "%s %s %s",
                           state->is_drawn ? status_phrase(state->status) : "not drawn",
                           preposition, text);
}

char *
march_border_change_words(const MarchBorderChange *change)
{
    const MarchBorderState *before = &change->before, *after = &change->after;
    MarchDate end = find_end(change), beginning = find_beginning(change);
    MarchDate day = march_border_change_date(change);
    gboolean is_at_once = !march_date_is_given(end) ||
                          !march_date_is_given(beginning) || end.day == beginning.day;
    g_autoptr(GString) words = g_string_new(NULL);

    if (strcmp(march_border_change_kind(change), "renamed") == 0) {
        g_string_append_printf(words, "%s as before",
                               after->is_drawn ? status_phrase(after->status)
                                               : "not drawn");
    } else if (!march_date_is_given(day)) {
        append_state(words, before, "on", change->dates.from);
        g_string_append(words, ", ");
        append_state(words, after, "on", change->dates.to);
    } else if (!before->is_drawn) {
        append_state(words, after, "since", day);
    } else {
        append_state(words, before, "until", march_date_is_given(end) ? end : day);
        if (!after->is_drawn) {
            g_string_append(words, ", no longer drawn");
        } else if (is_at_once) {
            g_string_append_printf(words, ", now %s", status_phrase(after->status));
        } else {
            g_string_append(words, ", ");
            append_state(words, after, "since", beginning);
        }
    }
    words->str[0] = g_ascii_toupper(words->str[0]);
    return g_string_free(g_steal_pointer(&words), FALSE);
}
