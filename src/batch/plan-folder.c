/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/file.h"
#include "plan-private.h"

#define DEPTH_MAX 8

/* A folder being searched. */
typedef struct {
    MarchBatchPlan *plan;
    const char *root;
    const char *skip; /* (nullable) canonical */
    const char *const *overrides;
    MarchDiagnostics *diagnostics;
} Search;

static gboolean
is_yaml(const char *name)
{
    return g_str_has_suffix(name, ".yaml") || g_str_has_suffix(name, ".yml");
}

/* Whether all that stands in the file is what border files hold, or it is a plan. */
static gboolean
is_other_kind(const MarchYamlNode *root)
{
    static const char *const BORDER_KEYS[] = {"borders", "gazetteer", "pick", NULL};

    if (root == NULL || root->kind != MARCH_YAML_MAPPING) {
        return FALSE;
    }
    if (march_yaml_node_get(root, "batch") != NULL) {
        return TRUE;
    }
    for (guint i = 0; i < root->keys->len; i++) {
        const MarchYamlNode *key = g_ptr_array_index(root->keys, i);

        if (!g_strv_contains(BORDER_KEYS, key->text)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* A file that cannot be read is a figure, which then fails and is reported. */
static gboolean
is_figure(const char *path)
{
    gsize length = 0;
    g_autofree char *text = march_file_read(path, MARCH_YAML_MAX_BYTES, &length, NULL);
    g_autoptr(MarchYaml) yaml =
        text != NULL ? march_yaml_parse(text, length, path, NULL) : NULL;

    return yaml == NULL || !is_other_kind(march_yaml_get_root(yaml));
}

static void
add_file(const Search *search, const char *path, const char *relative)
{
    const char *dot = strrchr(relative, '.');

    if (!is_figure(path)) {
        march_diagnostics_add(search->diagnostics, MARCH_SEVERITY_NOTE, "not-a-figure",
                              march_location_new(path, 0, 0), NULL,
                              "no figure file: it is left out of the batch");
        return;
    }
    march_batch_plan_add(search->plan, g_strndup(relative, (gsize)(dot - relative)),
                         path, NULL, search->overrides, NULL,
                         march_location_new(path, 0, 0));
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
list_folder(const char *path, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(GDir) folder = g_dir_open(path, 0, &cause);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    if (folder == NULL) {
        march_error_set(error,
                        g_error_matches(cause, G_FILE_ERROR, G_FILE_ERROR_ACCES)
                            ? MARCH_ERROR_PERMISSION
                            : MARCH_ERROR_NOT_FOUND,
                        march_location_new(path, 0, 0), "cannot read the folder: %s",
                        cause->message);
        return NULL;
    }
    while ((name = g_dir_read_name(folder)) != NULL) {
        if (name[0] != '.') {
            g_ptr_array_add(names, g_strdup(name));
        }
    }
    g_ptr_array_sort(names, compare_names);
    return g_steal_pointer(&names);
}

static gboolean
search_folder(const Search *search,
              const char *path,
              const char *relative,
              guint depth,
              GError **error)
{
    g_autofree char *canonical = g_canonicalize_filename(path, NULL);
    g_autoptr(GPtrArray) names = NULL;

    if (g_strcmp0(canonical, search->skip) == 0 || depth > DEPTH_MAX) {
        return TRUE;
    }
    names = list_folder(path, error);
    if (names == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *full = g_build_filename(path, name, NULL);
        g_autofree char *below = relative[0] == '\0'
                                     ? g_strdup(name)
                                     : g_build_filename(relative, name, NULL);

        if (g_file_test(full, G_FILE_TEST_IS_DIR)) {
            if (!search_folder(search, full, below, depth + 1, error)) {
                return FALSE;
            }
        } else if (is_yaml(name)) {
            add_file(search, full, below);
        }
    }
    return TRUE;
}

gboolean
march_batch_plan_read_folder(MarchBatchPlan *plan,
                             const char *path,
                             const char *skip,
                             const char *const *overrides,
                             MarchDiagnostics *diagnostics,
                             GError **error)
{
    g_autofree char *skipped =
        skip != NULL ? g_canonicalize_filename(skip, NULL) : NULL;
    g_autofree char *root = g_canonicalize_filename(path, NULL);
    /* An output folder around the figures must not hide them. */
    const Search search = {plan, path, g_strcmp0(root, skipped) == 0 ? NULL : skipped,
                           overrides, diagnostics};

    if (!search_folder(&search, path, "", 0, error)) {
        return FALSE;
    }
    if (plan->jobs->len == 0) {
        march_error_set(error, MARCH_ERROR_NOT_FOUND, march_location_new(path, 0, 0),
                        "the folder holds no figure file; expected *.yaml");
        return FALSE;
    }
    return TRUE;
}
