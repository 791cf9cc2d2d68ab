/* SPDX-License-Identifier: MIT */
#include "geocode-map.h"

#include "base/error.h"

gboolean
march_geocode_map_draw(const MarchGeocodeMap *map, GError **error)
{
    (void)map;
    march_error_set(error, MARCH_ERROR_UNKNOWN, MARCH_LOCATION_NONE, "no candidates");
    return FALSE;
}
