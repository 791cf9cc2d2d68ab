/* SPDX-License-Identifier: MIT */
/* Border sections cut out by the user. */
#include "reader.h"
#include "tables.h"

#include <string.h>

typedef struct {
    MarchSpecSection section;
    GPtrArray *between;
    MarchSpecPlace near, ring;
    gboolean has_km, is_whole;
} SectionMapping;

static void
box_read(MarchSpecReader *reader,
         const MarchKey *key,
         const MarchYamlNode *node,
         gpointer target)
{
    SectionMapping *mapping = target;

    mapping->section.has_box =
        march_spec_read_box(reader, key->name, node, &mapping->section.box);
}

static void
km_read(MarchSpecReader *reader,
        const MarchKey *key,
        const MarchYamlNode *node,
        gpointer target)
{
    SectionMapping *mapping = target;
    double ends[2];

    if (node->kind != MARCH_YAML_SEQUENCE || node->items->len != 2) {
        march_spec_reader_expect(reader, key->name, node, "a list [from, to] in km");
        return;
    }
    for (guint i = 0; i < 2; i++) {
        if (!march_spec_read_number(reader, key->name,
                                    g_ptr_array_index(node->items, i), 0, 100000,
                                    &ends[i])) {
            return;
        }
    }
    if (ends[0] >= ends[1]) {
        march_spec_reader_fail(reader, node->where, "km: %g is not less than %g",
                               ends[0], ends[1]);
        return;
    }
    mapping->section.km_from = ends[0];
    mapping->section.km_to = ends[1];
    mapping->has_km = TRUE;
}

/* The words of march_border_status_name(), which a unit test compares. */
static const char *const STATUSES[] = {
    "international",
    "demarcated",
    "undelimited",
    "disputed",
    "claimed",
    "line-of-control",
    "ceasefire",
    "administrative",
    "lease",
    "neutral",
    "shared",
    "unrecognised",
    NULL,
};

#define FIELD(name) G_STRUCT_OFFSET(SectionMapping, name)

static const MarchKey SECTION_KEYS[] = {
    {"section", MARCH_KEY_TEXT, FIELD(section.name), .is_required = TRUE,
     .summary = "Name of the section, for messages and the legend"},
    {"between", MARCH_KEY_COUNTRIES, FIELD(between), .is_required = TRUE,
     .summary = "The two countries whose border is cut"},
    {"from", MARCH_KEY_PLACE, FIELD(section.from), .otherwise = "none",
     .summary = "Cut from here..."},
    {"to", MARCH_KEY_PLACE, FIELD(section.to), .otherwise = "none",
     .summary = "...to here, along the border"},
    {"via", MARCH_KEY_PLACES, FIELD(section.via), .otherwise = "the shorter way",
     .summary = "Places that the way from `from` to `to` passes, in order"},
    {"near", MARCH_KEY_PLACE, FIELD(near), .otherwise = "none",
     .summary = "Cut the border near this place"},
    {"within", MARCH_KEY_DISTANCE, FIELD(section.within_km), .least = 0.1, .most = 2000,
     .otherwise = "none; needed with `near`", .summary = "How far from `near`"},
    {"ring", MARCH_KEY_PLACE, FIELD(ring), .otherwise = "none",
     .summary = "Cut the closed border of the exclave about this place"},
    {"km", MARCH_KEY_CUSTOM, 0, .read = km_read, .otherwise = "none",
     .summary = "`[from, to]`: kilometres along the border"},
    {"whole", MARCH_KEY_BOOLEAN, FIELD(is_whole), .fallback = "false",
     .summary = "Take all of the border"},
    {"geometry", MARCH_KEY_PATH, FIELD(section.geometry), .otherwise = "none",
     .summary = "A file with the line of the section"},
    {"natural-earth", MARCH_KEY_TEXT, FIELD(section.natural_earth), .otherwise = "none",
     .summary =
         "Cut the border along the lines to which Natural Earth gives this class, "
         "spelt as there"},
    {"box", MARCH_KEY_CUSTOM, 0, .read = box_read, .otherwise = "anywhere",
     .summary =
         "`[west, south, east, north]`: only those of them whose middle lies within"},
    {"throughout", MARCH_KEY_BOOLEAN, FIELD(section.is_throughout), .fallback = "false",
     .summary =
         "With `natural-earth`: all of the border, which the class has in parts"},
    {"snap-limit", MARCH_KEY_DISTANCE, FIELD(section.snap_limit_km), .least = 0.01,
     .most = 500, .fallback = "10 km",
     .summary = "How far from the border a place may be to mark a point of it"},
    {"status", MARCH_KEY_CHOICE, FIELD(section.status), .choices = STATUSES,
     .is_required = TRUE, .summary = "What the section is"},
    {"valid", MARCH_KEY_DATES, FIELD(section.valid), .otherwise = "always",
     .summary = "From when to when (the first day no longer inside)"},
    {"claims", MARCH_KEY_PAIRS, FIELD(section.claims), .otherwise = "none",
     .summary = "Who claims what: `{KG: text, TJ: text}`"},
    {"source", MARCH_KEY_TEXT, FIELD(section.source),
     .otherwise = "none, with a warning", .summary = "Who says so"},
    {"label", MARCH_KEY_TEXT, FIELD(section.label),
     .otherwise = "the words of the status", .summary = "Legend text"},
};

const MarchKeyTable MARCH_SECTION_TABLE = {"a border section", SECTION_KEYS,
                                           G_N_ELEMENTS(SECTION_KEYS)};

void
march_spec_section_free(gpointer data)
{
    MarchSpecSection *section = data;

    g_free(section->name);
    g_free(section->between[0]);
    g_free(section->between[1]);
    march_spec_place_clear(&section->from);
    march_spec_place_clear(&section->to);
    g_clear_pointer(&section->via, g_ptr_array_unref);
    g_free(section->geometry);
    g_free(section->natural_earth);
    g_free(section->status);
    g_clear_pointer(&section->claims, g_ptr_array_unref);
    g_free(section->source);
    g_free(section->label);
    g_free(section);
}

static void
between_take(MarchSpecReader *reader,
             const MarchYamlNode *node,
             SectionMapping *mapping)
{
    const MarchYamlNode *value = march_yaml_node_get(node, "between");
    const char *first;
    const char *second;

    if (value == NULL || value->kind == MARCH_YAML_MAPPING) {
        return;
    }
    if (march_spec_node_count(value) != 2) {
        march_spec_reader_expect(reader, "between", value,
                                 "two country codes such as [KG, TJ]");
        return;
    }
    if (mapping->between->len != 2) {
        return;
    }
    first = g_ptr_array_index(mapping->between, 0);
    second = g_ptr_array_index(mapping->between, 1);
    if (strcmp(first, second) == 0) {
        march_spec_reader_fail(reader, value->where,
                               "between: %s has no border with %s", first, second);
        return;
    }
    mapping->section.between[0] = g_strdup(first);
    mapping->section.between[1] = g_strdup(second);
}

/* Whether the file gives @key, be its value good or not: what is wrong with a value is
   told once, and not as if the key were missing. */
static gboolean
is_given(const MarchYamlNode *node, const char *key)
{
    return march_yaml_node_get(node, key) != NULL;
}

static gboolean
is_switched_off(const MarchYamlNode *node, const char *key)
{
    static const char *const WORDS[] = {"false", "no", "off"};
    const MarchYamlNode *value = march_yaml_node_get(node, key);

    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        if (value != NULL && value->kind == MARCH_YAML_SCALAR &&
            g_ascii_strcasecmp(value->text, WORDS[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "near and from/to": the cuts of @names, of which only one may be given. */
static void
cuts_refuse(MarchSpecReader *reader, const MarchYamlNode *node, const GPtrArray *names)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < names->len; i++) {
        g_string_append_printf(text, "%s%s",
                               i == 0                ? ""
                               : i + 1 == names->len ? " and "
                                                     : ", ",
                               (const char *)g_ptr_array_index(names, i));
    }
    march_spec_reader_fail(reader, node->where,
                           "only one of these may be given in a border section: %s",
                           text->str);
}

/* Which cut it is; exactly one way of cutting must be given. */
static void
kind_decide(MarchSpecReader *reader, const MarchYamlNode *node, SectionMapping *mapping)
{
    gboolean has_from = is_given(node, "from"), has_to = is_given(node, "to");
    gboolean has_near = is_given(node, "near"), has_within = is_given(node, "within");
    const struct {
        const char *name;
        gboolean is_given;
        MarchSpecSectionKind kind;
    } CUTS[] = {
        {"near", has_near, MARCH_SECTION_NEAR},
        {"ring", is_given(node, "ring"), MARCH_SECTION_RING},
        {"km", is_given(node, "km"), MARCH_SECTION_KM},
        {"whole", is_given(node, "whole") && !is_switched_off(node, "whole"),
         MARCH_SECTION_ALL},
        {"geometry", is_given(node, "geometry"), MARCH_SECTION_GEOMETRY},
        {"natural-earth", is_given(node, "natural-earth"), MARCH_SECTION_NATURAL_EARTH},
        {"from/to", has_from || has_to, MARCH_SECTION_FROM_TO},
    };
    g_autoptr(GPtrArray) given = g_ptr_array_new();

    for (gsize i = 0; i < G_N_ELEMENTS(CUTS); i++) {
        if (CUTS[i].is_given) {
            mapping->section.kind = CUTS[i].kind;
            g_ptr_array_add(given, (gpointer)(guintptr)CUTS[i].name);
        }
    }
    if (given->len > 1) {
        cuts_refuse(reader, node, given);
    } else if (has_near != has_within) {
        march_spec_reader_fail(reader, node->where,
                               "a border section needs near and within together");
    } else if (given->len == 0) {
        march_spec_reader_fail(reader, node->where,
                               "a border section needs one of: from and to, near and "
                               "within, ring, km, whole, geometry, natural-earth");
    } else if (has_from != has_to) {
        march_spec_reader_fail(reader, node->where,
                               "a border section needs from and to together");
    } else if (is_given(node, "via") && !has_from) {
        march_spec_reader_fail(reader, node->where,
                               "via belongs to a border section with from and to");
    }
}

static void
section_read(MarchSpecReader *reader,
             const MarchYamlNode *node,
             MarchSpecSection *section)
{
    SectionMapping mapping = {.section = *section};
    g_autoptr(GPtrArray) between = g_ptr_array_new_with_free_func(g_free);

    mapping.between = between;
    march_spec_read_mapping(reader, &MARCH_SECTION_TABLE, node, &mapping);
    if (node->kind == MARCH_YAML_MAPPING) {
        between_take(reader, node, &mapping);
        kind_decide(reader, node, &mapping);
    }
    *section = mapping.section;
    if (section->kind == MARCH_SECTION_NEAR) {
        march_spec_place_clear(&section->from);
        section->from = mapping.near;
        mapping.near = (MarchSpecPlace){0};
    } else if (section->kind == MARCH_SECTION_RING) {
        march_spec_place_clear(&section->from);
        section->from = mapping.ring;
        mapping.ring = (MarchSpecPlace){0};
    }
    march_spec_place_clear(&mapping.near);
    march_spec_place_clear(&mapping.ring);
}

/* Whether both can be in force on the same day. */
static gboolean
do_meet(MarchDateRange a, MarchDateRange b)
{
    return (!march_date_is_given(a.to) || !march_date_is_given(b.from) ||
            b.from.day < a.to.day) &&
           (!march_date_is_given(b.to) || !march_date_is_given(a.from) ||
            a.from.day < b.to.day);
}

/* Areas name the sections they lie between, and so do incidents near one: of two of a
   name they get the first. One section may follow the other in time, and a class of
   Natural Earth is cut in parts. */
static void
name_check(MarchSpecReader *reader,
           const GPtrArray *sections,
           const MarchSpecSection *section)
{
    for (guint i = 0; section->name != NULL && i < sections->len; i++) {
        const MarchSpecSection *other = g_ptr_array_index(sections, i);

        if (other != section && g_strcmp0(other->name, section->name) == 0 &&
            other->natural_earth == NULL && section->natural_earth == NULL &&
            do_meet(other->valid, section->valid)) {
            gboolean is_here = g_strcmp0(other->where.file, section->where.file) == 0;

            march_diagnostics_add(reader->diagnostics, MARCH_SEVERITY_WARNING,
                                  "duplicate-section", section->where, section->name,
                                  "line %d%s%s has a section \"%s\" as well; what "
                                  "names it means that one",
                                  other->where.line, is_here ? "" : " of ",
                                  is_here ? "" : other->where.file, section->name);
            return;
        }
    }
}

void
march_spec_read_sections(MarchSpecReader *reader,
                         const MarchKey *key,
                         const MarchYamlNode *node,
                         gpointer target)
{
    GPtrArray *sections = ((MarchSpec *)target)->sections;

    (void)key;
    for (guint i = 0; i < march_spec_node_count(node); i++) {
        const MarchYamlNode *item = march_spec_node_item(node, i);
        MarchSpecSection *section;

        if (item->kind == MARCH_YAML_SCALAR) {
            march_spec_read_border_file(reader, item, target);
            continue;
        }
        section = g_new0(MarchSpecSection, 1);
        section->where = item->where;
        section->via = g_ptr_array_new_with_free_func(march_spec_place_free);
        section->claims = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(sections, section);
        section_read(reader, item, section);
        name_check(reader, sections, section);
        march_spec_note_file(target, section->geometry,
                             item->kind == MARCH_YAML_MAPPING
                                 ? march_yaml_node_get(item, "geometry")
                                 : NULL);
    }
}
