/* SPDX-License-Identifier: MIT */
#include "map-content.h"

static void
request_free(gpointer data)
{
    MarchLabelRequest *request = data;

    g_free(request->text);
    g_free(request->images);
    march_path_free(request->path);
    g_free(request);
}

static void
use_free(gpointer data)
{
    MarchLegendUse *use = data;

    g_free(use->label);
    g_free(use);
}

static void
key_free(gpointer data)
{
    MarchLabelKey *key = data;

    g_free(key->text);
    g_free(key);
}

static void
clear_line_obstacle(gpointer data)
{
    MarchLineObstacle *obstacle = data;

    march_path_free(obstacle->path);
}

MarchMapContent *
march_map_content_new(void)
{
    MarchMapContent *content = g_new0(MarchMapContent, 1);

    content->obstacles = g_array_new(FALSE, FALSE, sizeof(MarchObstacle));
    content->line_obstacles = g_array_new(FALSE, FALSE, sizeof(MarchLineObstacle));
    g_array_set_clear_func(content->line_obstacles, clear_line_obstacle);
    content->requests = g_ptr_array_new_with_free_func(request_free);
    content->uses = g_ptr_array_new_with_free_func(use_free);
    content->dots = g_array_new(FALSE, FALSE, sizeof(MarchMapDot));
    content->nameless = g_hash_table_new(NULL, NULL);
    content->keys = g_ptr_array_new_with_free_func(key_free);
    content->strings = g_string_chunk_new(512);
    return content;
}

void
march_map_content_free(MarchMapContent *content)
{
    if (content == NULL) {
        return;
    }
    g_array_unref(content->obstacles);
    g_array_unref(content->line_obstacles);
    g_ptr_array_unref(content->requests);
    g_ptr_array_unref(content->uses);
    g_ptr_array_unref(content->keys);
    g_array_unref(content->dots);
    g_hash_table_unref(content->nameless);
    g_string_chunk_free(content->strings);
    g_free(content);
}
