/* SPDX-License-Identifier: MIT */
#include "color-space.h"

#include <math.h>

/* D50, and the constants of CIELAB. */
#define WHITE_X 0.96422
#define WHITE_Y 1.0
#define WHITE_Z 0.82521
#define T0      (4.0 / 29)
#define T1      (6.0 / 29)
#define T2      (3 * T1 * T1)
#define T3      (T1 * T1 * T1)

typedef struct {
    double hue; /**< degrees, NaN for greys */
    double chroma, lightness;
} Hcl;

static double
linear_channel(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

static double
gamma_channel(double channel)
{
    channel =
        channel <= 0.00304 ? 12.92 * channel : 1.055 * pow(channel, 1 / 2.4) - 0.055;
    return CLAMP(channel, 0, 1);
}

static double
xyz_to_lab(double t)
{
    return t > T3 ? cbrt(t) : t / T2 + T0;
}

static double
lab_to_xyz(double t)
{
    return t > T1 ? t * t * t : T2 * (t - T0);
}

static gboolean
is_grey(MarchColor color)
{
    return color.red <= color.green && color.green <= color.blue &&
           color.blue <= color.red;
}

MarchLab
march_color_to_lab(MarchColor color)
{
    double red = linear_channel(color.red);
    double green = linear_channel(color.green);
    double blue = linear_channel(color.blue);
    double y =
        xyz_to_lab((0.2225045 * red + 0.7168786 * green + 0.0606169 * blue) / WHITE_Y);
    double x = y, z = y;

    if (!is_grey(color)) {
        x = xyz_to_lab((0.4360747 * red + 0.3850649 * green + 0.1430804 * blue) /
                       WHITE_X);
        z = xyz_to_lab((0.0139322 * red + 0.0971045 * green + 0.7141733 * blue) /
                       WHITE_Z);
    }
    return (MarchLab){MAX(0, 116 * y - 16), 500 * (x - y), 200 * (y - z)};
}

MarchColor
march_color_from_lab(MarchLab lab, double alpha)
{
    double y = (lab.lightness + 16) / 116;
    double x = isnan(lab.a) ? y : y + lab.a / 500;
    double z = isnan(lab.b) ? y : y - lab.b / 200;

    y = WHITE_Y * lab_to_xyz(y);
    x = WHITE_X * lab_to_xyz(x);
    z = WHITE_Z * lab_to_xyz(z);
    return (MarchColor){
        gamma_channel(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
        gamma_channel(-0.9787684 * x + 1.9161415 * y + 0.033454 * z),
        gamma_channel(0.0719453 * x - 0.2289914 * y + 1.4052427 * z),
        alpha,
    };
}

static Hcl
color_to_hcl(MarchColor color)
{
    MarchLab lab = march_color_to_lab(color);
    double chroma = sqrt(lab.a * lab.a + lab.b * lab.b);
    double hue = (double)NAN;

    if (floor(chroma * 10000 + 0.5) > 0) {
        hue = fmod(atan2(lab.b, lab.a) * 180 / G_PI, 360);
        hue = hue < 0 ? hue + 360 : hue;
    }
    return (Hcl){hue, chroma, lab.lightness};
}

static double
mix(double from, double to, double t)
{
    return from + t * (to - from);
}

/* The shorter way round. */
static double
mix_hues(double from, double to, double t)
{
    double difference = to - from;

    if (to > from && difference > 180) {
        difference -= 360;
    } else if (to < from && -difference > 180) {
        difference += 360;
    }
    return from + t * difference;
}

static gboolean
is_black_or_one(double lightness)
{
    return (lightness >= 0 && lightness <= 0) || (lightness >= 1 && lightness <= 1);
}

/* A grey has no hue of its own and takes the other's. */
static MarchColor
mix_hcl(MarchColor from, MarchColor to, double t)
{
    Hcl a = color_to_hcl(from), b = color_to_hcl(to);
    double chroma = mix(a.chroma, b.chroma, t);
    double hue = (double)NAN;
    double angle;

    if (!isnan(a.hue) && !isnan(b.hue)) {
        hue = mix_hues(a.hue, b.hue, t);
    } else if (!isnan(a.hue)) {
        hue = a.hue;
        chroma = is_black_or_one(b.lightness) ? a.chroma : chroma;
    } else if (!isnan(b.hue)) {
        hue = b.hue;
        chroma = is_black_or_one(a.lightness) ? b.chroma : chroma;
    }
    angle = isnan(hue) ? 0 : hue * G_PI / 180;
    return march_color_from_lab((MarchLab){mix(a.lightness, b.lightness, t),
                                           cos(angle) * chroma, sin(angle) * chroma},
                                mix(from.alpha, to.alpha, t));
}

MarchColor
march_color_mix(MarchColor from, MarchColor to, double t, MarchColorSpace space)
{
    MarchLab a, b;

    switch (space) {
    case MARCH_COLOR_SPACE_HCL:
        return mix_hcl(from, to, t);
    case MARCH_COLOR_SPACE_LAB:
        a = march_color_to_lab(from);
        b = march_color_to_lab(to);
        return march_color_from_lab((MarchLab){mix(a.lightness, b.lightness, t),
                                               mix(a.a, b.a, t), mix(a.b, b.b, t)},
                                    mix(from.alpha, to.alpha, t));
    case MARCH_COLOR_SPACE_RGB:
        break;
    }
    return (MarchColor){mix(from.red, to.red, t), mix(from.green, to.green, t),
                        mix(from.blue, to.blue, t), mix(from.alpha, to.alpha, t)};
}
