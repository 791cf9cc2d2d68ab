/* SPDX-License-Identifier: MIT */
/* Notes that print only where the map shows what they are about. */
#include "base/file.h"
#include "reader.h"
#include "tables.h"

#include <string.h>

typedef struct {
    MarchSpecNote note;
    GPtrArray *between, *land, *parties;
} NoteMapping;

static void
box_read(MarchSpecReader *reader,
         const MarchKey *key,
         const MarchYamlNode *node,
         gpointer target)
{
    NoteMapping *mapping = target;

    mapping->note.has_box =
        march_spec_read_box(reader, key->name, node, &mapping->note.box);
}

#define FIELD(name) G_STRUCT_OFFSET(NoteMapping, name)

static const MarchKey NOTE_KEYS[] = {
    {"text", MARCH_KEY_TEXT, FIELD(note.text), .is_required = TRUE,
     .summary = "What is printed"},
    {"about", MARCH_KEY_TEXT, FIELD(note.about), .otherwise = "none",
     .summary = "The place it is about, for messages"},
    {"box", MARCH_KEY_CUSTOM, 0, .read = box_read, .otherwise = "anywhere",
     .summary =
         "`[west, south, east, north]`: only where the map shows some of this box"},
    {"between", MARCH_KEY_COUNTRIES, FIELD(between), .otherwise = "none",
     .summary = "Two countries: only where the map shows their border, within `box`"},
    {"land", MARCH_KEY_COUNTRIES, FIELD(land), .otherwise = "none",
     .summary =
         "Two countries: only where the map shows land that the data give to both"},
    {"parties", MARCH_KEY_COUNTRIES, FIELD(parties), .otherwise = "`between` or `land`",
     .summary = "Countries whose disputes within `box` it tells of"},
    {"views", MARCH_KEY_TEXTS, FIELD(note.views), .otherwise = "all",
     .summary = "Only in these views"},
    {"valid", MARCH_KEY_DATES, FIELD(note.valid), .otherwise = "always",
     .summary =
         "From when to when it is true (the first day no longer inside); without "
         "an `as-of`, notes with an end are not printed"},
    {"source", MARCH_KEY_TEXT, FIELD(note.source), .otherwise = "none",
     .summary = "Who says so; not printed"},
};

const MarchKeyTable MARCH_NOTE_TABLE = {"a note", NOTE_KEYS, G_N_ELEMENTS(NOTE_KEYS)};

static void
codes_clear(char *codes[2])
{
    g_free(codes[0]);
    g_free(codes[1]);
}

MarchSpecNote *
march_spec_note_share(MarchSpecNote *note)
{
    note->other_owners++;
    return note;
}

void
march_spec_note_free(gpointer data)
{
    MarchSpecNote *note = data;

    if (note->other_owners > 0) {
        note->other_owners--;
        return;
    }
    g_free(note->text);
    g_free(note->about);
    g_free(note->source);
    codes_clear(note->between);
    codes_clear(note->land);
    g_ptr_array_unref(note->parties);
    g_ptr_array_unref(note->views);
    g_free(note);
}

/* Two codes of @list into @codes, which stay NULL when there are none. */
static void
pair_take(MarchSpecReader *reader,
          const MarchYamlNode *node,
          const char *key,
          const GPtrArray *list,
          char *codes[2])
{
    const MarchYamlNode *value = march_yaml_node_get(node, key);

    if (value == NULL) {
        return;
    }
    if (list->len != 2 || strcmp(list->pdata[0], list->pdata[1]) == 0) {
        march_spec_reader_expect(reader, key, value,
                                 "two country codes such as [KG, TJ]");
        return;
    }
    codes[0] = g_strdup(list->pdata[0]);
    codes[1] = g_strdup(list->pdata[1]);
}

static void
parties_fill(MarchSpecNote *note, const GPtrArray *given)
{
    const char *const from[] = {note->between[0], note->between[1], note->land[0],
                                note->land[1]};

    for (guint i = 0; i < given->len; i++) {
        g_ptr_array_add(note->parties, g_strdup(g_ptr_array_index(given, i)));
    }
    for (gsize i = 0; given->len == 0 && i < G_N_ELEMENTS(from); i++) {
        if (from[i] != NULL) {
            g_ptr_array_add(note->parties, g_strdup(from[i]));
        }
    }
}

void
march_spec_read_note(MarchSpecReader *reader,
                     const MarchYamlNode *node,
                     GPtrArray *notes)
{
    g_autoptr(GPtrArray) between = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) land = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) parties = g_ptr_array_new_with_free_func(g_free);
    NoteMapping mapping = {.between = between, .land = land, .parties = parties};
    MarchSpecNote *note;

    mapping.note.where = node->where;
    mapping.note.parties = g_ptr_array_new_with_free_func(g_free);
    mapping.note.views = g_ptr_array_new_with_free_func(g_free);
    march_spec_read_mapping(reader, &MARCH_NOTE_TABLE, node, &mapping);
    if (node->kind == MARCH_YAML_MAPPING) {
        pair_take(reader, node, "between", between, mapping.note.between);
        pair_take(reader, node, "land", land, mapping.note.land);
    }
    note = g_memdup2(&mapping.note, sizeof mapping.note);
    parties_fill(note, parties);
    g_ptr_array_add(notes, note);
}

/* "notes" of a figure: texts, and mappings with a condition. */
void
march_spec_read_notes(MarchSpecReader *reader,
                      const MarchKey *key,
                      const MarchYamlNode *node,
                      gpointer target)
{
    MarchSpec *spec = target;

    for (guint i = 0; i < march_spec_node_count(node); i++) {
        const MarchYamlNode *item = march_spec_node_item(node, i);

        if (item->kind == MARCH_YAML_MAPPING) {
            march_spec_read_note(reader, item, spec->own_notes);
        } else {
            char *text = march_spec_read_text(reader, key->name, item);

            if (text != NULL) {
                g_ptr_array_add(spec->notes, text);
            }
        }
    }
}

/* "extent-notes": names of the program's collections, "none", and paths. */
void
march_spec_read_note_files(MarchSpecReader *reader,
                           const MarchKey *key,
                           const MarchYamlNode *node,
                           gpointer target)
{
    static const char *const COLLECTIONS[] = {"neutral", "un", "ocha-style", "none",
                                              NULL};
    MarchSpec *spec = target;
    guint count = march_spec_node_count(node);

    for (guint i = 0; i < count; i++) {
        const MarchYamlNode *item = march_spec_node_item(node, i);
        gboolean is_name =
            item->kind == MARCH_YAML_SCALAR && g_strv_contains(COLLECTIONS, item->text);
        char *path;

        if (is_name && strcmp(item->text, "none") == 0) {
            if (count > 1) {
                march_spec_reader_fail(reader, item->where,
                                       "extent-notes: none goes with nothing else");
            }
        } else if (is_name) {
            g_ptr_array_add(spec->note_files, g_strdup(item->text));
        } else if (item->kind == MARCH_YAML_SCALAR &&
                   !g_str_has_suffix(item->text, ".yaml") &&
                   !g_str_has_suffix(item->text, ".yml")) {
            march_spec_reader_expect(
                reader, key->name, item,
                "neutral, un, ocha-style, none, or a file that ends in .yaml");
        } else if ((path = march_spec_read_path(reader, key->name, item)) != NULL) {
            g_ptr_array_add(spec->note_files, path);
        }
    }
}

static void
file_notes_read(MarchSpecReader *reader,
                const MarchKey *key,
                const MarchYamlNode *node,
                gpointer target)
{
    GPtrArray **notes = target;

    (void)key;
    for (guint i = 0; i < march_spec_node_count(node); i++) {
        march_spec_read_note(reader, march_spec_node_item(node, i), *notes);
    }
}

static const MarchKey FILE_KEYS[] = {
    {"notes", MARCH_KEY_CUSTOM, 0, .read = file_notes_read, .is_required = TRUE,
     .summary = "The notes"},
};

const MarchKeyTable MARCH_NOTES_FILE_TABLE = {"a file of notes", FILE_KEYS,
                                              G_N_ELEMENTS(FILE_KEYS)};

gboolean
march_spec_load_notes(const char *path,
                      GPtrArray *notes,
                      MarchDiagnostics *diagnostics,
                      GError **error)
{
    gsize length = 0;
    g_autofree char *text = march_file_read(path, MARCH_YAML_MAX_BYTES, &length, error);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autoptr(MarchYaml) yaml = NULL;
    MarchSpecReader reader = {.folder = folder, .diagnostics = diagnostics};

    if (text == NULL) {
        return FALSE;
    }
    yaml = march_yaml_parse(text, length, path, error);
    if (yaml == NULL) {
        return FALSE;
    }
    if (march_yaml_get_root(yaml) == NULL) {
        march_error_set(error, MARCH_ERROR_CONFIG, march_location_new(path, 1, 1),
                        "the file of notes is empty");
        return FALSE;
    }
    march_spec_read_mapping(&reader, &MARCH_NOTES_FILE_TABLE, march_yaml_get_root(yaml),
                            &notes);
    if (reader.first != NULL) {
        g_propagate_error(error, reader.first);
        return FALSE;
    }
    return TRUE;
}
