/* SPDX-License-Identifier: MIT */
/**
 * Private to render/: replaying a scene through a backend's table of functions.
 *
 * Every function is mandatory. The arguments are borrowed for the call.
 */
#ifndef MARCH_RENDER_REPLAY_H
#define MARCH_RENDER_REPLAY_H

#include "scene/scene.h"

typedef struct {
    void (*begin_group)(gpointer self, const MarchSceneGroup *group);
    void (*end_group)(gpointer self, const MarchSceneGroup *group);
    void (*begin_clip)(gpointer self, const MarchPath *path);
    void (*end_clip)(gpointer self);
    void (*fill)(gpointer self, const MarchPath *path, const MarchFill *fill);
    void (*stroke)(gpointer self, const MarchPath *path, const MarchStroke *stroke);
    void (*text)(gpointer self, const MarchTextRun *run);
    void (*text_along)(gpointer self,
                       const MarchTextRun *run,
                       const MarchPath *path,
                       double start_offset);
    void (*icon)(gpointer self, const MarchSceneIcon *item);
    void (*image)(gpointer self, const MarchSceneImage *image);
} MarchBackend;

void march_replay(const MarchScene *scene, const MarchBackend *backend, gpointer self);

#endif
