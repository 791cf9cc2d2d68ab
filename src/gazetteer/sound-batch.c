/* SPDX-License-Identifier: MIT */
#include "sound-batch.h"

#include <string.h>

/** Rows between looks at whether all lanes are beyond the limit. */
#define ROWS_BETWEEN 3U
/** More than any cost: cells behind the end of a shorter sound are not the least. */
#define BEYOND_END 200

/** Without the gap between the letters and the digits, see march_sound_cost(). */
static guint
pack_kind(guint kind)
{
    return kind < MARCH_SOUND_KINDS
               ? kind
               : kind - (MARCH_SOUND_FIRST_DIGIT - MARCH_SOUND_KINDS);
}

/** Sets the column of @lane at place @i to the sound of @kind. */
static void
set_changes(MarchSoundBatch *batch, guint lane, guint i, guint kind)
{
    const guint8 *costs = march_sound_changes(kind);
    for (guint other = 0; other < MARCH_SOUND_PACKED_KINDS; other++) {
        batch->changes[other][i].lanes[lane] =
            costs[MIN(other, MARCH_SOUND_KINDS - 1U)];
    }
    batch->changes[pack_kind(kind)][i].lanes[lane] = 0;
}

void
march_sound_batch_init(MarchSoundBatch *batch,
                       const MarchCostedSound *sounds,
                       guint count)
{
    G_STATIC_ASSERT(MARCH_SOUND_PACKED_KINDS == MARCH_SOUND_KINDS + 10);
    g_assert(count > 0);
    batch->count = MIN(count, MARCH_SOUND_LANES);
    batch->longest = 0;
    for (guint lane = 0; lane < batch->count; lane++) {
        batch->lengths[lane] = sounds[lane].length;
        batch->longest = MAX(batch->longest, sounds[lane].length);
    }
    for (guint lane = 0; lane < MARCH_SOUND_LANES; lane++) {
        /* Lanes to spare repeat the last. */
        const MarchCostedSound *sound = &sounds[MIN(lane, batch->count - 1)];
        for (guint i = 0; i < batch->longest; i++) {
            const gboolean is_inside = i < sound->length;
            batch->omissions[i].lanes[lane] =
                is_inside ? sound->omissions[i] : BEYOND_END;
            for (guint k = 0; !is_inside && k < MARCH_SOUND_PACKED_KINDS; k++) {
                batch->changes[k][i].lanes[lane] = BEYOND_END;
            }
            if (is_inside) {
                set_changes(batch, lane, i, sound->kinds[i]);
            }
        }
    }
}

/** The cheapest way to a cell of the table, in all lanes. */
static inline MarchSoundLanes
step(MarchSoundLanes diagonal,
     MarchSoundLanes change,
     MarchSoundLanes above,
     gint16 omission,
     MarchSoundLanes left,
     MarchSoundLanes insertion)
{
    /* Written so that compilers make vector instructions of it. */
    MarchSoundLanes result;
    for (guint i = 0; i < MARCH_SOUND_LANES; i++) {
        const gint16 changed = (gint16)(diagonal.lanes[i] + change.lanes[i]);
        const gint16 omitted = (gint16)(above.lanes[i] + omission);
        const gint16 inserted = (gint16)(left.lanes[i] + insertion.lanes[i]);
        const gint16 cheaper = changed < omitted ? changed : omitted;
        result.lanes[i] = cheaper < inserted ? cheaper : inserted;
    }
    return result;
}

/** The least of a row in any lane. */
static guint
find_least(const MarchSoundLanes *row, guint columns)
{
    MarchSoundLanes least = row[0];
    for (guint j = 1; j <= columns; j++) {
        for (guint i = 0; i < MARCH_SOUND_LANES; i++) {
            const gint16 cost = row[j].lanes[i];
            least.lanes[i] = cost < least.lanes[i] ? cost : least.lanes[i];
        }
    }
    gint16 result = least.lanes[0];
    for (guint i = 1; i < MARCH_SOUND_LANES; i++) {
        result = MIN(result, least.lanes[i]);
    }
    return (guint)result;
}

void
march_sound_batch_measure(const MarchSoundBatch *batch,
                          const MarchCostedSound *sound,
                          guint limit,
                          guint distances[MARCH_SOUND_LANES])
{
    MarchSoundLanes row[MARCH_SOUND_LIMIT + 1];
    const guint columns = batch->longest;
    memset(&row[0], 0, sizeof row[0]);
    for (guint j = 0; j < columns; j++) {
        for (guint i = 0; i < MARCH_SOUND_LANES; i++) {
            row[j + 1].lanes[i] =
                (gint16)(row[j].lanes[i] + batch->omissions[j].lanes[i]);
        }
    }
    for (guint k = 0; k < sound->length; k++) {
        const MarchSoundLanes *changes = batch->changes[pack_kind(sound->kinds[k])];
        const gint16 omission = sound->omissions[k];
        MarchSoundLanes diagonal = row[0];
        for (guint i = 0; i < MARCH_SOUND_LANES; i++) {
            row[0].lanes[i] = (gint16)(row[0].lanes[i] + omission);
        }
        MarchSoundLanes left = row[0];
        for (guint j = 0; j < columns; j++) {
            const MarchSoundLanes above = row[j + 1];
            left =
                step(diagonal, changes[j], above, omission, left, batch->omissions[j]);
            row[j + 1] = left;
            diagonal = above;
        }
        const guint least =
            k % ROWS_BETWEEN == ROWS_BETWEEN - 1 ? find_least(row, columns) : 0;
        if (least > limit) {
            for (guint i = 0; i < batch->count; i++) {
                distances[i] = least;
            }
            return;
        }
    }
    for (guint i = 0; i < batch->count; i++) {
        distances[i] = (guint)row[batch->lengths[i]].lanes[i];
    }
}
