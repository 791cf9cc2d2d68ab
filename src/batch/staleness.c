/* SPDX-License-Identifier: MIT */
#include "staleness.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "marchland.h"

#define DEPTH_MAX 6

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
hash_file(GChecksum *checksum,
          const char *label,
          const char *path,
          MarchFileStates *states)
{
    const MarchFileState *state = march_file_states_get(states, path);

    g_checksum_update(checksum, (const guchar *)label, (gssize)strlen(label) + 1);
    g_checksum_update(checksum, (const guchar *)state->sha256,
                      (gssize)strlen(state->sha256) + 1);
}

/* All files below @folder, by names that do not depend on where it lies. */
static void
hash_folder(GChecksum *checksum,
            const char *folder,
            const char *label,
            guint depth,
            MarchFileStates *states)
{
    g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    while (directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
        g_ptr_array_add(names, g_strdup(name));
    }
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path =
            g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        g_autofree char *inner =
            g_build_filename(label, g_ptr_array_index(names, i), NULL);

        if (!g_file_test(path, G_FILE_TEST_IS_DIR)) {
            hash_file(checksum, inner, path, states);
        } else if (depth < DEPTH_MAX) {
            hash_folder(checksum, path, inner, depth + 1, states);
        }
    }
}

/* A large file's sum is written beside it when it is made; that stands for the file as
 * long as it is no older. */
static void
hash_summed(GChecksum *checksum,
            const char *label,
            const char *path,
            MarchFileStates *states)
{
    g_autofree char *sum = g_strconcat(path, ".sha256", NULL);
    GStatBuf of_sum, of_file;
    gboolean is_summed = g_stat(sum, &of_sum) == 0 && g_stat(path, &of_file) == 0 &&
                         of_sum.st_mtime >= of_file.st_mtime;

    hash_file(checksum, label, is_summed ? sum : path, states);
}

char *
march_batch_hash_base(const char *data_directory, MarchFileStates *states)
{
    static const char *const FILES[] = {"gazetteer.idx", "geodata/MANIFEST.yaml"};
    static const char *const FOLDERS[] = {"styles/fonts", "styles/icons",
                                          "geodata/borders", "geodata/notes"};
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);

    g_checksum_update(checksum, (const guchar *)march_version(), -1);
    if (program != NULL) {
        hash_file(checksum, "program", program, states);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(FILES); i++) {
        g_autofree char *path = g_build_filename(data_directory, FILES[i], NULL);

        hash_summed(checksum, FILES[i], path, states);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(FOLDERS); i++) {
        g_autofree char *path = g_build_filename(data_directory, FOLDERS[i], NULL);

        hash_folder(checksum, path, FOLDERS[i], 0, states);
    }
    return g_strdup(g_checksum_get_string(checksum));
}

char *
march_batch_hash_values(const MarchBatchJob *job)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);

    for (char **text = job->overrides; *text != NULL; text++) {
        g_checksum_update(checksum, (const guchar *)*text, (gssize)strlen(*text) + 1);
    }
    return g_strdup(g_checksum_get_string(checksum));
}

static gboolean
has_outputs(const MarchBatchJob *job, const MarchManifestRecord *record)
{
    if (job->outputs == NULL) {
        return TRUE;
    }
    if (job->outputs->len != record->outputs->len) {
        return FALSE;
    }
    for (guint i = 0; i < job->outputs->len; i++) {
        const MarchFileState *output = g_ptr_array_index(record->outputs, i);

        if (strcmp(g_ptr_array_index(job->outputs, i), output->path) != 0) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Whether the output is as it was written; its bytes are read only if its time is not. */
static char *
check_output(const char *folder, const MarchFileState *output)
{
    g_autofree char *path = g_build_filename(folder, output->path, NULL);
    struct stat status;
    g_autoptr(MarchFileStates) states = NULL;

    if (stat(path, &status) != 0) {
        return g_strdup_printf("the output %s is missing", output->path);
    }
    if (status.st_size == output->size &&
        (gint64)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec ==
            output->mtime_ns) {
        return NULL;
    }
    states = march_file_states_new();
    if (strcmp(march_file_states_get(states, path)->sha256, output->sha256) == 0) {
        return NULL;
    }
    return g_strdup_printf("the output %s is not as it was written", output->path);
}

char *
march_batch_find_staleness(const MarchBatchJob *job,
                           const MarchManifestRecord *record,
                           const char *folder,
                           const char *base,
                           MarchFileStates *states)
{
    g_autofree char *values = march_batch_hash_values(job);

    if (record == NULL) {
        return g_strdup("it is new");
    }
    if (record->error != NULL) {
        return g_strdup("it failed the last time");
    }
    if (g_strcmp0(record->base, base) != 0) {
        return g_strdup("the program, its data or the place of publishing changed");
    }
    if (g_strcmp0(record->values, values) != 0 || !has_outputs(job, record)) {
        return g_strdup("its values in the plan changed");
    }
    for (guint i = 0; i < record->inputs->len; i++) {
        const MarchFileState *input = g_ptr_array_index(record->inputs, i);
        const MarchFileState *now = march_file_states_get(states, input->path);

        if (strcmp(now->sha256, input->sha256) != 0) {
            return g_strdup_printf("%s %s", input->path,
                                   now->size < 0 ? "is gone" : "changed");
        }
    }
    for (guint i = 0; i < record->outputs->len; i++) {
        char *reason = check_output(folder, g_ptr_array_index(record->outputs, i));

        if (reason != NULL) {
            return reason;
        }
    }
    return NULL;
}
