/* SPDX-License-Identifier: MIT */
#include "replay.h"

static void
replay_item(const MarchScene *scene,
            guint index,
            const MarchBackend *backend,
            gpointer self,
            GArray *opened)
{
    const MarchSceneItem *item = march_scene_get(scene, index);

    switch (item->type) {
    case MARCH_SCENE_GROUP_BEGIN:
        g_array_append_val(opened, index);
        backend->begin_group(self, &item->as.group);
        break;
    case MARCH_SCENE_GROUP_END: {
        guint begin = g_array_index(opened, guint, opened->len - 1);

        backend->end_group(self, &march_scene_get(scene, begin)->as.group);
        g_array_set_size(opened, opened->len - 1);
        break;
    }
    case MARCH_SCENE_CLIP_BEGIN:
        backend->begin_clip(self, item->path);
        break;
    case MARCH_SCENE_CLIP_END:
        backend->end_clip(self);
        break;
    case MARCH_SCENE_FILL:
        backend->fill(self, item->path, &item->as.fill);
        break;
    case MARCH_SCENE_STROKE:
        backend->stroke(self, item->path, &item->as.stroke);
        break;
    case MARCH_SCENE_TEXT:
        backend->text(self, &item->as.text);
        break;
    case MARCH_SCENE_TEXT_ALONG:
        backend->text_along(self, &item->as.text, item->path, item->start_offset);
        break;
    case MARCH_SCENE_ICON:
        backend->icon(self, &item->as.icon);
        break;
    case MARCH_SCENE_IMAGE:
        backend->image(self, &item->as.image);
        break;
    }
}

void
march_replay(const MarchScene *scene, const MarchBackend *backend, gpointer self)
{
    g_autoptr(GArray) opened = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < march_scene_count(scene); i++) {
        replay_item(scene, i, backend, self, opened);
    }
}
