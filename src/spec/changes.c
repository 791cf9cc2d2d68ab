/* SPDX-License-Identifier: MIT */
/* The two days whose borders are compared. */
#include "reader.h"
#include "tables.h"

#define FIELD(name) G_STRUCT_OFFSET(MarchSpec, name)

static const MarchKey CHANGES_KEYS[] = {
    {"from", MARCH_KEY_DATE, FIELD(changes.from), .is_required = TRUE,
     .summary = "The earlier day"},
    {"to", MARCH_KEY_DATE, FIELD(changes.to), .otherwise = "the figure's `as-of`",
     .summary = "The later day, whose borders are drawn"},
};

const MarchKeyTable MARCH_CHANGES_TABLE = {"changes", CHANGES_KEYS,
                                           G_N_ELEMENTS(CHANGES_KEYS)};

void
march_spec_read_changes(MarchSpecReader *reader,
                        const MarchKey *key,
                        const MarchYamlNode *node,
                        gpointer target)
{
    MarchSpec *spec = target;

    (void)key;
    spec->shows_changes = TRUE;
    march_spec_read_mapping(reader, &MARCH_CHANGES_TABLE, node, spec);
}

/* The map is of one day: the later one. */
void
march_spec_settle_changes(MarchSpecReader *reader,
                          MarchSpec *spec,
                          const MarchYamlNode *node)
{
    MarchDateRange *changes = &spec->changes;

    if (!spec->shows_changes) {
        return;
    }
    if (!march_date_is_given(changes->to)) {
        changes->to = spec->as_of;
    }
    if (!march_date_is_given(spec->as_of)) {
        spec->as_of = changes->to;
    }
    if (!march_date_is_given(changes->from)) {
        return; /* a mistake already told */
    }
    if (!march_date_is_given(changes->to)) {
        march_spec_reader_fail(reader, node->where,
                               "the changes need the key 'to', or the figure 'as-of'");
    } else if (changes->to.day != spec->as_of.day) {
        g_autofree char *to = march_date_to_iso(changes->to);
        g_autofree char *as_of = march_date_to_iso(spec->as_of);

        march_spec_reader_fail(reader, node->where,
                               "changes: the map is of %s, so the later day cannot be "
                               "%s",
                               as_of, to);
    } else if (changes->from.day >= changes->to.day) {
        g_autofree char *from = march_date_to_iso(changes->from);
        g_autofree char *to = march_date_to_iso(changes->to);

        march_spec_reader_fail(reader, node->where,
                               "changes: %s does not come before %s", from, to);
    }
}
