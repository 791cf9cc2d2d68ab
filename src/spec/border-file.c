/* SPDX-License-Identifier: MIT */
/* Files of border sections that several figures share. */
#include "base/file.h"
#include "base/suggest.h"
#include "reader.h"
#include "tables.h"

#include <string.h>

/* The program's own border file. */
#define WORLD_DISPUTES "world-disputes"

#define FIELD(name) G_STRUCT_OFFSET(MarchSpec, name)

static const MarchKey BORDER_FILE_KEYS[] = {
    {"borders", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_sections,
     .otherwise = "none", .summary = "The sections, each as in a figure file"},
    {"areas", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_areas, .otherwise = "none",
     .summary = "The areas, each as in a figure file"},
    {"gazetteer", MARCH_KEY_PATHS, FIELD(gazetteers), .otherwise = "none",
     .summary = "CSV files with the places that the sections name"},
    {"pick", MARCH_KEY_PAIRS, FIELD(picks), .otherwise = "none",
     .summary = "Settles ambiguous names: `{Dostuk: Leilek}`"},
};

const MarchKeyTable MARCH_BORDER_FILE_TABLE = {"a border file", BORDER_FILE_KEYS,
                                               G_N_ELEMENTS(BORDER_FILE_KEYS)};

/* Whether @node was meant to be the name of a border file of the program. */
static gboolean
is_misspelt_name(const MarchSpecReader *reader, const MarchYamlNode *node)
{
    static const char *const NAMES[] = {WORLD_DISPUTES, NULL};
    g_autofree char *path = NULL;

    if (node->kind != MARCH_YAML_SCALAR || strpbrk(node->text, "./") != NULL ||
        march_suggest(node->text, NAMES) == NULL) {
        return FALSE;
    }
    path = g_build_filename(reader->folder, node->text, NULL);
    return !g_file_test(path, G_FILE_TEST_EXISTS);
}

/* The path of the border file that @node names: the user's, or one of the program. */
static char *
path_find(MarchSpecReader *reader, const MarchYamlNode *node)
{
    if (node->kind == MARCH_YAML_SCALAR && strcmp(node->text, WORLD_DISPUTES) == 0) {
        if (reader->data_directory != NULL) {
            return g_build_filename(reader->data_directory, "geodata", "borders",
                                    WORLD_DISPUTES ".yaml", NULL);
        }
        march_spec_reader_fail(reader, node->where,
                               "borders: the data folder with '%s' is not known",
                               WORLD_DISPUTES);
        return NULL;
    }
    if (is_misspelt_name(reader, node)) {
        march_spec_reader_fail(reader, node->where,
                               "borders: there is no file '%s'; did you mean '%s'?",
                               node->text, WORLD_DISPUTES);
        return NULL;
    }
    return march_spec_read_path(reader, "borders", node);
}

/* Reads the mapping of the file at @path with a reader of its own folder. */
static void
file_fill(MarchSpecReader *reader,
          const char *path,
          const MarchYamlNode *root,
          MarchSpec *spec)
{
    g_autofree char *folder = g_path_get_dirname(path);
    MarchSpecReader inner = {.folder = folder,
                             .diagnostics = reader->diagnostics,
                             .first = reader->first,
                             .is_border_file = TRUE};
    MarchSpec shared = {.sections = spec->sections,
                        .section_layers = spec->section_layers,
                        .areas = spec->areas,
                        .area_layers = spec->area_layers,
                        .gazetteers = reader->gazetteers,
                        .picks = reader->picks,
                        .locations = spec->locations};

    march_spec_read_mapping(&inner, &MARCH_BORDER_FILE_TABLE, root, &shared);
    if (root->kind == MARCH_YAML_MAPPING &&
        march_yaml_node_get(root, "borders") == NULL &&
        march_yaml_node_get(root, "areas") == NULL) {
        march_spec_reader_fail(&inner, root->where,
                               "a border file needs borders, areas, or both");
    }
    reader->first = inner.first;
}

void
march_spec_read_border_file(MarchSpecReader *reader,
                            const MarchYamlNode *node,
                            MarchSpec *spec)
{
    g_autofree char *path = NULL;
    g_autofree char *text = NULL;
    g_autoptr(MarchYaml) yaml = NULL;
    g_autoptr(GError) error = NULL;
    gsize length = 0;

    if (reader->is_border_file) {
        march_spec_reader_fail(reader, node->where,
                               "borders: a border file cannot name another one");
        return;
    }
    path = path_find(reader, node);
    if (path == NULL) {
        return;
    }
    if (!g_str_has_suffix(path, ".yaml") && !g_str_has_suffix(path, ".yml")) {
        march_spec_note_file(spec, path, node);
        g_ptr_array_add(spec->section_layers, g_steal_pointer(&path));
        return;
    }
    g_ptr_array_add(spec->border_files, g_strdup(path));
    text = march_file_read(path, MARCH_YAML_MAX_BYTES, &length, &error);
    if (text != NULL) {
        yaml = march_yaml_parse(text, length, path, &error);
    }
    if (yaml == NULL || march_yaml_get_root(yaml) == NULL) {
        march_spec_reader_fail(reader, node->where, "the border file '%s': %s", path,
                               error != NULL ? error->message : "it is empty");
        return;
    }
    file_fill(reader, path, march_yaml_get_root(yaml), spec);
}
