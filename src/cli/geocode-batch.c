/* SPDX-License-Identifier: MIT */
#include "geocode-batch.h"

#include <string.h>

#include "geocode-reports.h"

struct MarchBatchWorkers {
    const MarchGeocodeRun *run;
    MarchGeocodeCache *cache;
    GPtrArray *threads; /**< of GThread */
    GMutex lock;        /**< of what follows, and of MarchGeocodeBatch.is_done */
    GCond has_work, has_done;
    GQueue work; /**< of MarchGeocodeBatch, borrowed */
    guint idle;
    gboolean is_ending;
};

MarchGeocodeBatch *
march_geocode_batch_new(void)
{
    MarchGeocodeBatch *batch = g_new0(MarchGeocodeBatch, 1);
    batch->records =
        g_ptr_array_new_with_free_func((GDestroyNotify)march_geocode_record_free);
    batch->run_of = g_array_new(FALSE, FALSE, sizeof(guint));
    batch->text = g_string_new(NULL);
    batch->later = g_string_new(NULL);
    batch->runs = g_array_new(FALSE, FALSE, sizeof(MarchBatchRun));
    batch->kept_run = MARCH_NO_RUN;
    return batch;
}

void
march_geocode_batch_free(MarchGeocodeBatch *batch)
{
    if (batch != NULL) {
        g_ptr_array_unref(batch->records);
        g_array_unref(batch->run_of);
        g_string_free(batch->text, TRUE);
        g_string_free(batch->later, TRUE);
        g_array_unref(batch->runs);
        g_free(batch);
    }
}

void
march_geocode_batch_add(MarchGeocodeBatch *batch,
                        MarchGeocodeRecord *record,
                        guint later_run)
{
    g_ptr_array_add(batch->records, record);
    g_array_append_val(batch->run_of, later_run);
    if (later_run == MARCH_NO_RUN) {
        batch->last_number = record->number;
    }
}

static void
write_answer(const MarchGeocodeRun *run,
             MarchGeocodeBatch *batch,
             guint index,
             const MarchAnswer *answer)
{
    const MarchGeocodeRecord *record = batch->records->pdata[index];
    const MarchGeocodeRow row = {record->id, record->query,
                                 (const char *const *)record->cells};
    const guint later_run = g_array_index(batch->run_of, guint, index);
    if (later_run == MARCH_NO_RUN) {
        march_geocode_append(batch->text, &run->output, &row, answer,
                             record->number - 1);
        return;
    }
    march_geocode_append(batch->later, &run->output, &row, answer, record->number - 1);
    MarchBatchRun *last =
        batch->runs->len > 0
            ? &g_array_index(batch->runs, MarchBatchRun, batch->runs->len - 1)
            : NULL;
    if (last != NULL && last->run == later_run) {
        last->end = batch->later->len;
    } else {
        const MarchBatchRun added = {later_run, batch->later->len};
        g_array_append_val(batch->runs, added);
    }
}

static MarchQuery
make_query(const MarchGeocodeRun *run, const MarchGeocodeRecord *record)
{
    return (MarchQuery){
        .text = record->query,
        .countries = record->country != NULL ? record->country : run->country,
        .report = record->report,
    };
}

/** Answers a row that stands by itself. */
static void
answer_row(const MarchGeocodeRun *run,
           MarchGazetteer *gazetteer,
           MarchGeocodeCache *cache,
           MarchGeocodeBatch *batch,
           guint index)
{
    const MarchGeocodeRecord *record = batch->records->pdata[index];
    g_autoptr(MarchAnswer) refusal = march_geocode_refuse(record->query, record->fault);
    if (refusal != NULL) {
        write_answer(run, batch, index, refusal);
        return;
    }
    const MarchQuery query = make_query(run, record);
    g_autoptr(MarchSharedAnswer) answer = march_geocode_cache_find(cache, &query);
    if (answer == NULL) {
        g_autoptr(GPtrArray) answers =
            march_gazetteer_resolve(gazetteer, &query, 1, &run->resolve);
        answer = march_geocode_cache_take(cache, &query,
                                          g_ptr_array_steal_index(answers, 0));
    }
    write_answer(run, batch, index, answer->answer);
}

/** Answers the rows from @first to before @end, which are of one report. */
static void
answer_report(const MarchGeocodeRun *run,
              MarchGazetteer *gazetteer,
              MarchGeocodeBatch *batch,
              guint first,
              guint end)
{
    const guint count = end - first;
    g_autofree MarchQuery *queries = g_new0(MarchQuery, count);
    for (guint i = 0; i < count; i++) {
        queries[i] = make_query(run, batch->records->pdata[first + i]);
    }
    g_autoptr(GPtrArray) answers =
        march_gazetteer_resolve(gazetteer, queries, count, &run->resolve);
    for (guint i = 0; i < count; i++) {
        const MarchGeocodeRecord *record = batch->records->pdata[first + i];
        g_autoptr(MarchAnswer) refusal =
            march_geocode_refuse(record->query, record->fault);
        write_answer(run, batch, first + i,
                     refusal != NULL ? refusal : answers->pdata[i]);
    }
}

static void
answer_batch(const MarchGeocodeRun *run,
             MarchGazetteer *gazetteer,
             MarchGeocodeCache *cache,
             MarchGeocodeBatch *batch)
{
    for (guint i = 0; i < batch->records->len;) {
        const MarchGeocodeRecord *record = batch->records->pdata[i];
        guint end = i + 1;
        while (record->report != NULL && end < batch->records->len &&
               g_strcmp0(((MarchGeocodeRecord *)batch->records->pdata[end])->report,
                         record->report) == 0) {
            end++;
        }
        if (record->report == NULL) {
            answer_row(run, gazetteer, cache, batch, i);
        } else {
            answer_report(run, gazetteer, batch, i, end);
        }
        i = end;
    }
}

static gpointer
work(gpointer data)
{
    MarchBatchWorkers *workers = data;
    g_autoptr(MarchGazetteer) gazetteer =
        march_gazetteer_share(workers->run->gazetteer);
    g_mutex_lock(&workers->lock);
    for (;;) {
        MarchGeocodeBatch *batch = g_queue_pop_head(&workers->work);
        if (batch == NULL && workers->is_ending) {
            break;
        }
        if (batch == NULL) {
            workers->idle++;
            g_cond_wait(&workers->has_work, &workers->lock);
            workers->idle--;
            continue;
        }
        g_mutex_unlock(&workers->lock);
        answer_batch(workers->run, gazetteer, workers->cache, batch);
        g_mutex_lock(&workers->lock);
        batch->is_done = TRUE;
        g_cond_signal(&workers->has_done);
    }
    g_mutex_unlock(&workers->lock);
    return NULL;
}

MarchBatchWorkers *
march_batch_workers_new(const MarchGeocodeRun *run)
{
    MarchBatchWorkers *workers = g_new0(MarchBatchWorkers, 1);
    workers->run = run;
    workers->cache = march_geocode_cache_new();
    workers->threads = g_ptr_array_new();
    g_mutex_init(&workers->lock);
    g_cond_init(&workers->has_work);
    g_cond_init(&workers->has_done);
    g_queue_init(&workers->work);
    return workers;
}

void
march_batch_workers_free(MarchBatchWorkers *workers)
{
    if (workers == NULL) {
        return;
    }
    g_mutex_lock(&workers->lock);
    workers->is_ending = TRUE;
    g_queue_clear(&workers->work);
    g_cond_broadcast(&workers->has_work);
    g_mutex_unlock(&workers->lock);
    for (guint i = 0; i < workers->threads->len; i++) {
        g_thread_join(workers->threads->pdata[i]);
    }
    g_ptr_array_unref(workers->threads);
    g_mutex_clear(&workers->lock);
    g_cond_clear(&workers->has_work);
    g_cond_clear(&workers->has_done);
    march_geocode_cache_free(workers->cache);
    g_free(workers);
}

void
march_batch_workers_push(MarchBatchWorkers *workers, MarchGeocodeBatch *batch)
{
    if (workers->run->jobs < 2) {
        answer_batch(workers->run, workers->run->gazetteer, workers->cache, batch);
        batch->is_done = TRUE;
        return;
    }
    g_mutex_lock(&workers->lock);
    g_queue_push_tail(&workers->work, batch);
    const gboolean needs_thread = workers->idle < g_queue_get_length(&workers->work);
    g_cond_signal(&workers->has_work);
    g_mutex_unlock(&workers->lock);
    if (needs_thread && workers->threads->len < workers->run->jobs) {
        g_ptr_array_add(workers->threads, g_thread_new("geocode", work, workers));
    }
}

void
march_batch_workers_wait(MarchBatchWorkers *workers, MarchGeocodeBatch *batch)
{
    g_mutex_lock(&workers->lock);
    while (!batch->is_done) {
        g_cond_wait(&workers->has_done, &workers->lock);
    }
    g_mutex_unlock(&workers->lock);
}
