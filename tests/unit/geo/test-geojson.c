/* SPDX-License-Identifier: MIT */
#include "geo/geojson.h"

#include <math.h>

static void
test_types_and_values(void)
{
    g_autoptr(MarchFeatures) features = march_features_new();
    MarchLonLat line[] = {{70.123456789, 40}, {71, -0.0}};
    MarchLonLat ring[] = {{0, 0}, {3, 0}, {3, 3}}, hole[] = {{1, 1}, {2, 1}, {2, 2}};
    MarchFeature *feature;
    g_autofree char *text = NULL;

    feature = march_features_add(features, march_geometry_new(MARCH_GEOMETRY_LINE));
    march_geometry_add_part(feature->geometry, line, 2, FALSE);
    march_features_set_string(features, feature, "name", "a \"b\"\n\\ Ворух");
    march_features_set_number(features, feature, "km", 12.5);
    march_features_set_number(features, feature, "bad", NAN);
    feature = march_features_add(features, march_geometry_new(MARCH_GEOMETRY_POLYGON));
    feature->id = 7;
    march_geometry_add_part(feature->geometry, ring, 3, FALSE);
    march_geometry_add_part(feature->geometry, hole, 3, TRUE);
    march_geometry_add_part(feature->geometry, hole, 3, FALSE);
    march_features_add(features, march_geometry_new_point(line[1]));
    march_features_add(features, march_geometry_new(MARCH_GEOMETRY_POINT));
    text = march_features_to_geojson(features);
    g_assert_cmpstr(
        text, ==,
        "{\"type\": \"FeatureCollection\", \"features\": [\n"
        "{\"type\": \"Feature\", \"properties\": {\"name\": \"a \\\"b\\\"\\u000a\\\\ "
        "Ворух\", \"km\": 12.5, \"bad\": null}, \"geometry\": {\"type\": "
        "\"LineString\", \"coordinates\": [[70.1234568,40],[71,0]]}},\n"
        "{\"type\": \"Feature\", \"id\": 7, \"properties\": {}, \"geometry\": {\"type\": "
        "\"MultiPolygon\", \"coordinates\": "
        "[[[[0,0],[3,0],[3,3],[0,0]],[[1,1],[2,1],[2,2],[1,1]]],"
        "[[[1,1],[2,1],[2,2],[1,1]]]]}},\n"
        "{\"type\": \"Feature\", \"properties\": {}, \"geometry\": {\"type\": "
        "\"Point\", \"coordinates\": [71,0]}},\n"
        "{\"type\": \"Feature\", \"properties\": {}, \"geometry\": null}\n]}\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geo/geojson/types-and-values", test_types_and_values);
    return g_test_run();
}
