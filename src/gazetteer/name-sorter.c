/* SPDX-License-Identifier: MIT */
#include "name-sorter.h"

#include <string.h>

#include "external-sorter.h"

/** The longest key with its NUL. */
#define KEY_SIZE_LIMIT 1024U

/** What follows the key in a record. */
typedef struct {
    guint32 place, string, flags;
} Payload;

struct MarchNameSorter {
    MarchExternalSorter *sorter;
};

/** The first bytes of the key as a number that orders as they do. */
static guint64
get_prefix(const char *key)
{
    guint64 prefix = 0;
    for (guint i = 0; i < sizeof prefix; i++) {
        prefix = prefix << 8 | (guchar)*key;
        key += *key != '\0';
    }
    return prefix;
}

static Payload
read_payload(const MarchSortRecord *record)
{
    Payload payload;
    memcpy(&payload, record->bytes + record->size - sizeof payload, sizeof payload);
    return payload;
}

static int
compare_names(const MarchSortRecord *a, const MarchSortRecord *b)
{
    const int order = strcmp((const char *)a->bytes, (const char *)b->bytes);
    if (order != 0) {
        return order;
    }
    const Payload first = read_payload(a);
    const Payload second = read_payload(b);
    if (first.place != second.place) {
        return first.place < second.place ? -1 : 1;
    }
    if (first.string != second.string) {
        return first.string < second.string ? -1 : 1;
    }
    /* Of the same name twice the one with more flags stays: the main name. */
    return first.flags == second.flags ? 0 : first.flags > second.flags ? -1 : 1;
}

MarchNameSorter *
march_name_sorter_new(const char *beside, gsize memory)
{
    MarchNameSorter *sorter = g_new0(MarchNameSorter, 1);
    sorter->sorter = march_external_sorter_new(beside, memory, compare_names);
    return sorter;
}

void
march_name_sorter_free(MarchNameSorter *sorter)
{
    if (sorter != NULL) {
        march_external_sorter_free(sorter->sorter);
        g_free(sorter);
    }
}

guint64
march_name_sorter_count(const MarchNameSorter *sorter)
{
    return march_external_sorter_count(sorter->sorter);
}

gboolean
march_name_sorter_add(MarchNameSorter *sorter,
                      const MarchSortedName *name,
                      GError **error)
{
    guint8 bytes[KEY_SIZE_LIMIT + sizeof(Payload)];
    const gsize key_size = strlen(name->key) + 1;
    g_assert(key_size <= KEY_SIZE_LIMIT);
    const Payload payload = {name->place, name->string, name->flags};
    memcpy(bytes, name->key, key_size);
    memcpy(bytes + key_size, &payload, sizeof payload);
    const MarchSortRecord record = {
        .prefix = get_prefix(name->key),
        .bytes = bytes,
        .size = (guint16)(key_size + sizeof payload),
    };
    return march_external_sorter_add(sorter->sorter, &record, error);
}

gboolean
march_name_sorter_finish(MarchNameSorter *sorter, GError **error)
{
    return march_external_sorter_finish(sorter->sorter, error);
}

gboolean
march_name_sorter_next(MarchNameSorter *sorter, MarchSortedName *name, GError **error)
{
    MarchSortRecord record;
    if (!march_external_sorter_next(sorter->sorter, &record, error)) {
        return FALSE;
    }
    const Payload payload = read_payload(&record);
    *name = (MarchSortedName){
        .key = (const char *)record.bytes,
        .string = payload.string,
        .place = payload.place,
        .flags = payload.flags,
    };
    return TRUE;
}
