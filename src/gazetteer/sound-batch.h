/* SPDX-License-Identifier: MIT */
/**
 * The weighted edit distance of one sound string to several at once.
 *
 * A query has some forms and hundreds of keys to be measured against each. All forms
 * are measured together, one in each lane of the processor's vectors: it costs as
 * much as measuring one. The distances are those of march_sound_measure().
 */
#ifndef MARCH_GAZETTEER_SOUND_BATCH_H
#define MARCH_GAZETTEER_SOUND_BATCH_H

#include "sound.h"

/** Sounds in a batch. */
#define MARCH_SOUND_LANES 8U
/** Kinds of MarchCostedSound packed without gaps. */
#define MARCH_SOUND_PACKED_KINDS 42U

/** A number for each sound of the batch. */
typedef struct {
    gint16 lanes[MARCH_SOUND_LANES];
} MarchSoundLanes;

typedef struct {
    guint count; /**< lanes used */
    guint longest;
    guint lengths[MARCH_SOUND_LANES];
    MarchSoundLanes omissions[MARCH_SOUND_LIMIT];
    /** What changing each kind into the sound at a place costs. */
    MarchSoundLanes changes[MARCH_SOUND_PACKED_KINDS][MARCH_SOUND_LIMIT];
} MarchSoundBatch;

/** Sets @batch to the first MARCH_SOUND_LANES of the @count @sounds. */
void march_sound_batch_init(MarchSoundBatch *batch,
                            const MarchCostedSound *sounds,
                            guint count);

/**
 * Sets the first batch->count of @distances to those of @sound, or when all are above
 * @limit to any numbers above it.
 */
void march_sound_batch_measure(const MarchSoundBatch *batch,
                               const MarchCostedSound *sound,
                               guint limit,
                               guint distances[MARCH_SOUND_LANES]);

#endif
