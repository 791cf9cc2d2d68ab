/* SPDX-License-Identifier: MIT */
#include "file-sums.h"

#include <sys/stat.h>

#include "base/file.h"

/* A file as young as this may change again within one step of its file system's clock. */
#define YOUNG_US (G_GINT64_CONSTANT(2) * G_USEC_PER_SEC)

typedef struct {
    struct stat status;
    gboolean is_young;
    char *sum;
} Kept;

struct MarchFileSums {
    GHashTable *files; /* path -> Kept */
};

static void
kept_free(gpointer data)
{
    Kept *kept = data;

    g_free(kept->sum);
    g_free(kept);
}

MarchFileSums *
march_file_sums_new(void)
{
    MarchFileSums *sums = g_new0(MarchFileSums, 1);

    sums->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, kept_free);
    return sums;
}

void
march_file_sums_free(MarchFileSums *sums)
{
    if (sums != NULL) {
        g_hash_table_unref(sums->files);
        g_free(sums);
    }
}

static gboolean
is_same(const Kept *kept, const struct stat *status)
{
    return !kept->is_young && kept->status.st_ino == status->st_ino &&
           kept->status.st_dev == status->st_dev &&
           kept->status.st_size == status->st_size &&
           kept->status.st_mtim.tv_sec == status->st_mtim.tv_sec &&
           kept->status.st_mtim.tv_nsec == status->st_mtim.tv_nsec;
}

const char *
march_file_sums_get(MarchFileSums *sums, const char *path)
{
    Kept *kept = g_hash_table_lookup(sums->files, path);
    struct stat status;

    if (stat(path, &status) != 0) {
        return "unreadable";
    }
    if (kept != NULL && is_same(kept, &status)) {
        return kept->sum;
    }
    kept = g_new0(Kept, 1);
    kept->status = status;
    kept->is_young =
        g_get_real_time() - (gint64)status.st_mtim.tv_sec * G_USEC_PER_SEC < YOUNG_US;
    kept->sum = march_file_sum(path);
    if (kept->sum == NULL) {
        kept->sum = g_strdup("unreadable");
    }
    g_hash_table_replace(sums->files, g_strdup(path), kept);
    return kept->sum;
}
