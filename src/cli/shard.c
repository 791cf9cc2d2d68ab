/* SPDX-License-Identifier: MIT */
#include "shard.h"

#include <string.h>

#include "report.h"

#define SHARDS_MAX 100000

static gboolean
number_parse(const char *text, guint64 *number)
{
    return text != NULL &&
           g_ascii_string_to_unsigned(text, 10, 0, SHARDS_MAX * (guint64)SHARDS_MAX,
                                      number, NULL);
}

static gboolean
flag_parse(const char *text, guint *index, guint *count)
{
    g_auto(GStrv) parts = g_strsplit(text, "/", 2);
    guint64 i, n;

    if (g_strv_length(parts) != 2 || !number_parse(parts[0], &i) ||
        !number_parse(parts[1], &n) || n == 0 || n > SHARDS_MAX || i >= n) {
        march_report_usage("batch",
                           "--shard \"%s\"; expected I/N with I from 0 to N - 1", text);
        return FALSE;
    }
    *index = (guint)i;
    *count = (guint)n;
    return TRUE;
}

/* Array ranges of Slurm may start anywhere and step: "--array=1-9:2". */
static gboolean
slurm_find(guint64 *index, guint64 *count)
{
    guint64 id, first = 0, step = 1;

    if (!number_parse(g_getenv("SLURM_ARRAY_TASK_ID"), &id) ||
        !number_parse(g_getenv("SLURM_ARRAY_TASK_COUNT"), count)) {
        return FALSE;
    }
    number_parse(g_getenv("SLURM_ARRAY_TASK_MIN"), &first);
    if (!number_parse(g_getenv("SLURM_ARRAY_TASK_STEP"), &step) || step == 0) {
        step = 1;
    }
    if (id < first) {
        return FALSE;
    }
    *index = (id - first) / step;
    return TRUE;
}

/* Neither says how many there are: the job's file sets MARCHLAND_SHARDS. */
static gboolean
indexed_find(const char *variable, guint64 *index, guint64 *count)
{
    return number_parse(g_getenv(variable), index) &&
           number_parse(g_getenv("MARCHLAND_SHARDS"), count);
}

gboolean
march_shard_find(const char *text, guint *index, guint *count)
{
    guint64 i = 0, n = 0;
    const char *who = NULL;

    *index = *count = 0;
    if (text != NULL) {
        return flag_parse(text, index, count);
    }
    if (slurm_find(&i, &n)) {
        who = "Slurm";
    } else if (indexed_find("JOB_COMPLETION_INDEX", &i, &n)) {
        who = "Kubernetes";
    } else if (indexed_find("AWS_BATCH_JOB_ARRAY_INDEX", &i, &n)) {
        who = "AWS Batch";
    }
    if (who == NULL || n <= 1) {
        return TRUE;
    }
    if (n > SHARDS_MAX || i >= n) {
        march_report_usage("batch",
                           "%s's array index %" G_GUINT64_FORMAT
                           " is not below its count %" G_GUINT64_FORMAT
                           "; give --shard I/N",
                           who, i, n);
        return FALSE;
    }
    g_printerr("marchland: shard %" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT
               ", as %s says\n",
               i, n, who);
    *index = (guint)i;
    *count = (guint)n;
    return TRUE;
}
