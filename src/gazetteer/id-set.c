/* SPDX-License-Identifier: MIT */
#include "id-set.h"

#define PAGE_BITS 16U
#define PAGES     (1U << (32 - PAGE_BITS))
#define PAGE_SIZE ((1U << PAGE_BITS) / 8U)

struct MarchIdSet {
    guint8 *pages[PAGES];
};

MarchIdSet *
march_id_set_new(void)
{
    return g_new0(MarchIdSet, 1);
}

void
march_id_set_free(MarchIdSet *set)
{
    if (set == NULL) {
        return;
    }
    for (guint i = 0; i < PAGES; i++) {
        g_free(set->pages[i]);
    }
    g_free(set);
}

gboolean
march_id_set_add(MarchIdSet *set, guint32 id)
{
    guint8 **page = &set->pages[id >> PAGE_BITS];
    if (*page == NULL) {
        *page = g_malloc0(PAGE_SIZE);
    }
    const guint32 bit = id & ((1U << PAGE_BITS) - 1U);
    const guint8 mask = (guint8)(1U << bit % 8);
    if (((*page)[bit / 8] & mask) != 0) {
        return FALSE;
    }
    (*page)[bit / 8] |= mask;
    return TRUE;
}
