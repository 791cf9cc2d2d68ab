/* SPDX-License-Identifier: MIT */
/**
 * Room for the names of areas: where a country's name could stand, so that
 * furniture does not take the last such place.
 *
 * Coarse on purpose: it places no label, it only knows which of up to 64 sample
 * positions a piece of furniture blocks.
 */
#ifndef MARCH_LAYOUT_FURNITURE_ROOM_H
#define MARCH_LAYOUT_FURNITURE_ROOM_H

#include "map-content.h"

#define MARCH_NAME_ROOM_MAX 64

typedef struct {
    guint n_places;
    MarchRect places[MARCH_NAME_ROOM_MAX];
} MarchNameRoom;

/** The room of each name of an area in @content that has any; of MarchNameRoom. */
GArray *march_name_rooms_find(MarchRect map,
                              const MarchMapContent *content,
                              MarchTextEngine *text);
/** A bit for each place that @rect blocks. */
guint64 march_name_room_blocked(const MarchNameRoom *room, MarchRect rect);
/** All places of @room blocked. */
gboolean march_name_room_is_full(const MarchNameRoom *room, guint64 blocked);

#endif
