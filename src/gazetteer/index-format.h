/* SPDX-License-Identifier: MIT */
/**
 * The layout of an index file: a header, then sections, each aligned to 8 bytes.
 *
 *   header | traits of places | keys | names | soft | skeleton | trigrams | countries |
 *   grid | admin codes | learned letters | metadata | details of places
 *
 * What every query reads all over the file is kept small and is mapped. The details,
 * half of the file, are read for the few best candidates only, a place at a time: its
 * record, then its names as written. Mapped, they would soon all be in memory, since
 * the system maps 64 kB around each page that is read.
 *
 * A key is a sound string (sound.h). Keys are sorted by their size, which is how many
 * trigrams they have, then by text: a query asks the sizes near its own only. The
 * text of keys is front-coded in blocks (key-blocks.h). All numbers are
 * little-endian; the file is built by the program that reads it and is refused on
 * a machine of the other byte order. Written by index-writer.c, read by
 * index-reader.c, known to nobody else.
 */
#ifndef MARCH_GAZETTEER_INDEX_FORMAT_H
#define MARCH_GAZETTEER_INDEX_FORMAT_H

#include <glib.h>

#include "sound.h"

#define MARCH_INDEX_MAGIC      "MARCHGAZ"
#define MARCH_INDEX_VERSION    6U
#define MARCH_INDEX_BYTE_ORDER 0x01020304U

typedef enum {
    MARCH_SECTION_TRAITS,          /**< MarchPlaceTraits[] */
    MARCH_SECTION_KEY_STARTS,      /**< guint32[MARCH_KEY_SIZES + 2]: first key with as
                                      many trigrams; last how many names there are */
    MARCH_SECTION_KEY_BLOCKS,      /**< MarchKeyBlock[], and one for the end */
    MARCH_SECTION_KEY_TEXT,        /**< front-coded sound strings */
    MARCH_SECTION_NAMES,           /**< by key, see key-blocks.h */
    MARCH_SECTION_SOFT,            /**< table of hashes of soft keys */
    MARCH_SECTION_SKELETON,        /**< the same of consonant skeletons */
    MARCH_SECTION_TRIGRAM_OFFSETS, /**< guint32[MARCH_TRIGRAM_COUNT + 1] */
    MARCH_SECTION_TRIGRAMS,        /**< see trigram-lists.h */
    MARCH_SECTION_COUNTRIES,       /**< MarchCountryRecord[], and one for the end */
    MARCH_SECTION_COUNTRY_KEYS,    /**< guint32[]: keys of each country, ascending */
    MARCH_SECTION_COUNTRY_SIGNATURES, /**< guint32[]: of these keys */
    MARCH_SECTION_GRID,               /**< guint32[MARCH_GRID_CELLS + 1] */
    MARCH_SECTION_GRID_PLACES, /**< MarchGridPlace[], most important first in a cell */
    MARCH_SECTION_ADMIN,       /**< MarchAdminRecord[], sorted by code */
    MARCH_SECTION_ADMIN_CODES, /**< NUL-terminated codes */
    MARCH_SECTION_LEARNED,     /**< lines "code point in hex TAB Latin" */
    MARCH_SECTION_METADATA,    /**< lines "key: value" */
    MARCH_SECTION_DETAILS,     /**< by place a MarchPlaceRecord, unaligned, and its
                                      NUL-terminated names; the last: it is not mapped */
    MARCH_SECTION_COUNT,
} MarchIndexSection;

typedef struct {
    guint64 offset, size; /**< bytes */
} MarchSectionRecord;

typedef struct {
    char magic[8];
    guint32 version;
    guint32 byte_order;
    guint64 file_size;
    MarchSectionRecord sections[MARCH_SECTION_COUNT];
} MarchIndexHeader;

typedef enum {
    MARCH_RECORD_UNPLACED = 1 << 0, /**< no position of its own */
    MARCH_RECORD_SEAT = 1 << 1,     /**< stands at its seat */
    MARCH_RECORD_BORROWED = 1 << 2, /**< stands at the unit that contains it */
    MARCH_RECORD_NOTABLE = 1 << 3,  /**< named often though small */
    MARCH_RECORD_FORMER = 1 << 4,   /**< a unit that is no more */
} MarchRecordFlags;

typedef struct {
    gint32 lon, lat;        /**< millionths of a degree */
    guint32 name;           /**< offset in the details */
    guint32 geonames_id;    /**< 0 when none */
    guint32 population;     /**< 0 when unknown */
    guint32 admin1, admin2; /**< place number + 1, 0 when none */
    gint32 valid_from;      /**< days as in MarchDate, 0 open */
    gint32 valid_to;        /**< days as in MarchDate, 0 open */
    guint16 precision;      /**< tenths of a kilometre */
    char country[2];        /**< NUL when none */
    guint8 place_class;     /**< MarchPlaceClass */
    guint8
        rank; /**< of a settlement or feature, 0 to 6; of a unit 10 log10(population) */
    guint8 source;      /**< number of the source in the metadata */
    guint8 flags;       /**< MarchRecordFlags */
    guint16 scripts;    /**< of its names: 1 << MarchScript */
    guint16 name_count; /**< its names, to 65,535 */
} MarchPlaceRecord;

/** What tells candidates apart before they are looked at closely. */
typedef struct {
    guint32 details; /**< offset of its record in the details */
    char country[2]; /**< as in the record, and so are: */
    guint16 scripts; /**< with the class in the upper MARCH_TRAITS_CLASS_BITS */
    guint8 rank;
    guint8 flags;      /**< MarchRecordFlags, and MARCH_TRAITS_DATED */
    guint8 population; /**< its logarithm, see march_traits_to_record() */
    guint8 name_count; /**< the same of the number of names */
} MarchPlaceTraits;

#define MARCH_TRAITS_CLASS_BITS 3
/** The name has a first or last day. */
#define MARCH_TRAITS_DATED (1U << 7)

typedef enum {
    MARCH_NAME_MAIN = 1 << 0,
    MARCH_NAME_STRIPPED = 1 << 1, /**< key of the name without type words */
    MARCH_NAME_READING = 1 << 2,  /**< key by the country's orthography */
    MARCH_NAME_HEAD = 1 << 3,     /**< key of what stands before "sur", "upon", ... */
} MarchNameFlags;

/** A name as the reader gives it; in the file it is shorter. */
typedef struct {
    guint32 place;  /**< place number; flags in the upper MARCH_NAME_FLAG_BITS */
    guint32 string; /**< the name as written: offset in the details */
} MarchNameRecord;

#define MARCH_NAME_PLACE_BITS 28
#define MARCH_NAME_PLACE_MASK ((1U << MARCH_NAME_PLACE_BITS) - 1U)

/** Where a block of MARCH_BLOCK_KEYS keys begins. */
typedef struct {
    guint32 text, names;
} MarchKeyBlock;

#define MARCH_BLOCK_KEYS 8U

/**
 * A table of hashes: its number of bits, where each bucket of hashes with the same
 * upper bits begins, and one more for the end; then entries, sorted by hash and key:
 * the key, and in the upper MARCH_HASH_CHECK_BITS the bits of the hash below the
 * bucket's. A few keys of other hashes look the same; they are measured in vain. An
 * entry has three bytes, the lowest first, or four when keys do not fit in that.
 */
#define MARCH_HASH_CHECK_BITS 4U
#define MARCH_HASH_KEY_LIMIT  ((guint32)1 << (32U - MARCH_HASH_CHECK_BITS))
#define MARCH_HASH_KEYS_SHORT ((guint32)1 << (24U - MARCH_HASH_CHECK_BITS))
/** Bits of a bucket, for about four keys each. */
#define MARCH_HASH_BITS_LIMIT 24U

typedef struct {
    guint32 code;  /**< offset in the codes */
    guint32 place; /**< place number */
} MarchAdminRecord;

/** Where the keys of a country begin. */
typedef struct {
    char code[2];
    guint16 unused;
    guint32 start;
} MarchCountryRecord;

/** Bits of a signature that tell of sounds; its length is above them. */
#define MARCH_SIGNATURE_BITS 26U
/** Those for consonants, the lowest. */
#define MARCH_SIGNATURE_CONSONANTS 19U

/** Trigrams of the soft alphabet, 32 letters: see march_trigram_of(). */
#define MARCH_TRIGRAM_COUNT 32768U
/** Sizes of keys, from 0; MARCH_SOUND_LIMIT sounds have one trigram fewer. */
#define MARCH_KEY_SIZES 64U
/** Groups of sizes with about as many keys: each trigram has a list for each. */
#define MARCH_KEY_GROUPS 14U
/** One-degree cells. */
#define MARCH_GRID_CELLS (360U * 180U)

/** A settlement of a grid cell, with its position in millionths of a degree. */
typedef struct {
    guint32 place;
    gint32 lon, lat;
} MarchGridPlace;

MarchPlaceTraits march_traits_of_record(const MarchPlaceRecord *record,
                                        guint32 details);
/** What the traits tell of the record, numbers to a few per cent; the rest is 0. */
void march_traits_to_record(const MarchPlaceTraits *traits, MarchPlaceRecord *record);
/** How much a settlement counts on a map: its size, more so when it is a seat. */
guint64 march_place_weight(const MarchPlaceRecord *place);
guint march_grid_cell(double lon, double lat);
/** How many distinct trigrams the softened @sound has. */
guint march_key_size(const MarchSound *sound);
/** A bit for each consonant of @sound, some for pairs of them, and above its length. */
guint32 march_key_signature(const MarchSound *sound);
/** The group of the keys with @size trigrams, and the least size of a group. */
guint march_key_group(guint size);
guint march_key_group_start(guint group);
guint32 march_index_hash(const char *text, gsize length);

/**
 * The distinct trigrams of @soft with its ends marked, sorted.
 *
 * @trigrams must hold MARCH_SOUND_LIMIT + 2.
 * Returns: how many.
 */
guint march_trigrams_of(const char *soft, guint length, guint16 *trigrams);

#endif
