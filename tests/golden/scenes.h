/* SPDX-License-Identifier: MIT */
/**
 * Small scenes, one for each behaviour of the backends.
 *
 * They use the bundled fonts and icons only and measure text where a real layout
 * would.
 */
#ifndef MARCH_GOLDEN_SCENES_H
#define MARCH_GOLDEN_SCENES_H

#include "scene/scene.h"
#include "text/text.h"

typedef struct {
    const char *name;
    double width, height; /**< page mm */
    void (*draw)(MarchScene *scene, MarchTextEngine *engine);
    const char *words; /**< (nullable) what pdftotext must find */
} GoldenScene;

extern const GoldenScene golden_scenes[];
extern const guint n_golden_scenes;

MarchScene *golden_scene_build(const GoldenScene *scene, MarchTextEngine *engine);

#endif
