# -*- coding: utf-8 -*-
"""Draws the sample village's pictures: same script, same pictures.  Needs Pillow only.
Run:  python .draw.py [name ...]"""
import math, os, random, sys
from PIL import Image, ImageChops, ImageDraw, ImageFilter

HERE = os.path.dirname(os.path.abspath(__file__))
S = 2  # drawn at twice the size, then made smaller


def c(s):
    s = s.lstrip("#")
    return tuple(int(s[i:i + 2], 16) for i in (0, 2, 4))


def mix(a, b, t):
    a, b = (c(a) if isinstance(a, str) else a), (c(b) if isinstance(b, str) else b)
    return tuple(int(round(x + (y - x) * t)) for x, y in zip(a, b))


def rgb(a):
    return c(a) if isinstance(a, str) else a


PAPER, RED, VERM, OCHRE, STRAW = "#f3e6cb", "#b8332a", "#d9573c", "#d9a441", "#e9cd84"
GREEN, JADE, MIST, INDIGO, NIGHT = "#2f5d4a", "#74a68a", "#d5e3dd", "#2c3e63", "#18223d"
BRICK, WALL, ROOF, EARTH, MUD = "#a65b3f", "#f4eee0", "#59636a", "#9a7650", "#6b5340"
SKIN, INK, HAIR = "#d9a57e", "#2a2624", "#2b2523"


class Canvas:
    def __init__(self, name, w=1600, h=1067, bg=PAPER):
        self.name, self.w, self.h = name, w, h
        self.r = random.Random("lianwan-" + name)
        self.W, self.H = w * S, h * S
        self.img = Image.new("RGB", (self.W, self.H), rgb(bg))
        self.tex = self._texture()

    # -- material ---------------------------------------------------
    def _noise(self, w, h):
        return Image.frombytes("L", (w, h), self.r.randbytes(w * h))

    def _texture(self):
        W, H = self.W, self.H
        strokes = self._noise(max(8, W // 46), max(8, H // 5)).resize((W, H), Image.BICUBIC)
        mottle = self._noise(max(4, W // 110), max(4, H // 110)).resize((W, H), Image.BICUBIC)
        fine = self._noise(W // 4, H // 4).resize((W, H), Image.BILINEAR)
        t = Image.blend(strokes, mottle, .45)
        t = Image.blend(t, fine, .22)
        return t.point(lambda v: int(max(0, min(255, 128 + (v - 128) * .62))))

    def _lay(self, mask, box, c1, c2, tex, vertical=True):
        w, h = box[2] - box[0], box[3] - box[1]
        if w <= 0 or h <= 0:
            return
        if c2 is None:
            layer = Image.new("RGB", (w, h), rgb(c1))
        else:
            a, b = rgb(c1), rgb(c2)
            g = Image.linear_gradient("L")
            if not vertical:
                g = g.rotate(90)
            g = g.resize((w, h))
            layer = Image.composite(Image.new("RGB", (w, h), b), Image.new("RGB", (w, h), a), g)
        if tex:
            t = self.tex.crop(box)
            if tex != 1:
                t = t.point(lambda v: int(max(0, min(255, 128 + (v - 128) * tex))))
            layer = ImageChops.soft_light(layer, Image.merge("RGB", (t, t, t)))
        self.img.paste(layer, box, mask)

    # -- shapes -----------------------------------------------------
    def poly(self, pts, c1, c2=None, alpha=1.0, blur=0, tex=1, rough=0, vertical=True):
        if rough:
            pts = self.rough(pts, rough)
        P = [(x * S, y * S) for x, y in pts]
        pad = int(blur * S * 3) + 2
        x0, y0 = int(min(p[0] for p in P)) - pad, int(min(p[1] for p in P)) - pad
        x1, y1 = int(max(p[0] for p in P)) + pad + 1, int(max(p[1] for p in P)) + pad + 1
        bx = (max(0, x0), max(0, y0), min(self.W, x1), min(self.H, y1))
        if bx[2] <= bx[0] or bx[3] <= bx[1]:
            return
        m = Image.new("L", (bx[2] - bx[0], bx[3] - bx[1]), 0)
        ImageDraw.Draw(m).polygon([(x - bx[0], y - bx[1]) for x, y in P], fill=255)
        if blur:
            m = m.filter(ImageFilter.GaussianBlur(blur * S))
        if alpha < 1:
            m = m.point(lambda v: int(v * alpha))
        self._lay(m, bx, c1, c2, tex, vertical)

    def rough(self, pts, amp):
        out, n = [], len(pts)
        for i in range(n):
            (x0, y0), (x1, y1) = pts[i], pts[(i + 1) % n]
            d = math.hypot(x1 - x0, y1 - y0)
            k = max(1, int(d / 26))
            for j in range(k):
                t = j / k
                a = 0 if j == 0 else amp
                out.append((x0 + (x1 - x0) * t + self.r.uniform(-a, a), y0 + (y1 - y0) * t + self.r.uniform(-a, a)))
        return out

    def smooth(self, pts, closed=True, k=10):
        n, out = len(pts), []
        rng = range(n) if closed else range(n - 1)
        for i in rng:
            g = (lambda j: pts[j % n]) if closed else (lambda j: pts[max(0, min(n - 1, j))])
            p0, p1, p2, p3 = g(i - 1), g(i), g(i + 1), g(i + 2)
            for j in range(k):
                t = j / k
                out.append(tuple(.5 * (2 * b + (d - a) * t + (2 * a - 5 * b + 4 * d - e) * t * t + (3 * b - a - 3 * d + e) * t ** 3)
                                 for a, b, d, e in zip(p0, p1, p2, p3)))
        if not closed:
            out.append(pts[-1])
        return out

    def blob(self, pts, *a, **k):
        self.poly(self.smooth(pts), *a, **k)

    def ell(self, x, y, rx, ry, c1, c2=None, rot=0, rough=0, a0=0, a1=360, **k):
        n = 44
        co, si = math.cos(math.radians(rot)), math.sin(math.radians(rot))
        pts = []
        for i in range(n + 1):
            a = math.radians(a0 + (a1 - a0) * i / n)
            q = 1 + (self.r.uniform(-rough, rough) if rough else 0)
            u, v = rx * q * math.cos(a), ry * q * math.sin(a)
            pts.append((x + u * co - v * si, y + u * si + v * co))
        if abs(a1 - a0) < 360:
            pts.append((x, y))
        self.poly(pts, c1, c2, **k)

    def line(self, pts, w0, c1, w1=None, curve=True, **k):
        w1 = w0 if w1 is None else w1
        if curve and len(pts) > 2:
            pts = self.smooth(pts, closed=False)
        L, R, n = [], [], len(pts)
        for i, (x, y) in enumerate(pts):
            xa, ya = pts[max(0, i - 1)]
            xb, yb = pts[min(n - 1, i + 1)]
            d = math.hypot(xb - xa, yb - ya) or 1
            nx, ny = -(yb - ya) / d, (xb - xa) / d
            w = (w0 + (w1 - w0) * i / max(1, n - 1)) / 2
            L.append((x + nx * w, y + ny * w))
            R.append((x - nx * w, y - ny * w))
        self.poly(L + R[::-1], c1, **k)

    def limb(self, a, b, wa, wb, col, **k):
        self.line([a, b], wa, col, wb, curve=False, **k)
        self.ell(a[0], a[1], wa / 2, wa / 2, col, **k)
        self.ell(b[0], b[1], wb / 2, wb / 2, col, **k)

    def rect(self, x0, y0, x1, y1, c1, c2=None, **k):
        self.poly([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], c1, c2, **k)

    def sky(self, *stops, until=None, tex=.8):
        h = until or self.h
        n = len(stops) - 1
        for i in range(n):
            self.rect(-4, h * i / n - 1, self.w + 4, h * (i + 1) / n + 1, stops[i], stops[i + 1], tex=tex)

    def glow(self, x, y, r, col, alpha=.8, steps=4):
        """light that is added, not painted over"""
        R = int(r * S)
        g = Image.radial_gradient("L").resize((2 * R, 2 * R))
        g = g.point(lambda v: int(max(0, 255 - v * 1.42) ** 1.25 / 255 ** .25 * alpha))
        lay = Image.merge("RGB", [g.point(lambda v, q=q: v * q // 255) for q in rgb(col)])
        bx = (int(x * S) - R, int(y * S) - R)
        box = (max(0, bx[0]), max(0, bx[1]), min(self.W, bx[0] + 2 * R), min(self.H, bx[1] + 2 * R))
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        part = self.img.crop(box)
        lay = lay.crop((box[0] - bx[0], box[1] - bx[1], box[2] - bx[0], box[3] - bx[1]))
        self.img.paste(ImageChops.screen(part, lay), box)

    def shade(self, x, y, rx, ry, alpha=.3, col=INK):
        self.ell(x, y, rx, ry, col, alpha=alpha, blur=max(2, ry * .5), tex=0)

    def finish(self, warm=PAPER, grain=.16, kb=225, size=None):
        im = self.img.resize((self.w, self.h), Image.LANCZOS)
        n = self._noise(self.w, self.h).filter(ImageFilter.GaussianBlur(.6))
        n = n.point(lambda v: int(128 + (v - 128) * grain))
        im = ImageChops.soft_light(im, Image.merge("RGB", (n, n, n)))
        # a breath of warm paper through the pigment
        im = Image.blend(im, ImageChops.multiply(im, Image.new("RGB", im.size, rgb("#fff6e4"))), .8)
        # corners a little deeper
        v = Image.radial_gradient("L").resize(im.size).point(lambda q: 255 - int(max(0, q - 150) * .22))
        im = ImageChops.multiply(im, Image.merge("RGB", (v, v, v)))
        path = os.path.join(HERE, self.name + ".jpg")
        for q in (88, 84, 80, 76, 72, 68, 64, 60):
            im.save(path, quality=q, optimize=True, progressive=True, subsampling=1)
            if os.path.getsize(path) < kb * 1000:
                break
        print(self.name, q, os.path.getsize(path) // 1000, "kB", flush=True)

    # -- things -----------------------------------------------------
    def hills(self, y, amp, col, col2=None, n=7, seed=0, base=None, alpha=1):
        r = random.Random(f"{self.name}{seed}")
        pts = [(-60 + i * (self.w + 120) / n, y - r.uniform(0, amp)) for i in range(n + 1)]
        s = self.smooth(pts, closed=False)
        b = base or self.h
        self.poly(s + [(self.w + 80, b), (-80, b)], col, col2, alpha=alpha)

    def treeline(self, y, h, col, step=26, x0=-20, x1=None, alpha=1):
        x, x1 = x0, (self.w + 20 if x1 is None else x1)
        while x < x1:
            q = h * self.r.uniform(.55, 1.1)
            self.ell(x, y - q * .4, step * self.r.uniform(.8, 1.3), q * .62, mix(col, INK, self.r.uniform(0, .12)), rough=.06, alpha=alpha)
            x += step * self.r.uniform(.7, 1.2)

    def tree(self, x, y, h, leaf=GREEN, light="#9bbf7a", trunk="#5b4433", lean=0, n=26, wide=1.0, dark=None):
        tw = h * .055
        top = (x + lean * h, y - h * .62)
        self.line([(x, y), (x + lean * h * .3, y - h * .3), top], tw * 1.6, trunk, tw * .7)
        for sgn in (-1, 1):
            self.line([(x + lean * h * .4, y - h * .38), (top[0] + sgn * h * .16 * wide, y - h * .62)], tw * .7, trunk, tw * .3, curve=False)
        cx, cy = x + lean * h, y - h * .72
        pos = [(self.r.gauss(0, .19) * h * wide, self.r.gauss(0, .13) * h) for _ in range(n)]
        for layer, (col, sc, dy) in enumerate(((dark or mix(leaf, INK, .35), 1.18, .05), (leaf, 1.0, 0), (mix(leaf, light, .5), .68, -.05), (light, .36, -.08))):
            for i, (dx, ddy) in enumerate(pos):
                if layer >= 2 and i % 2:
                    continue
                q = h * self.r.uniform(.09, .14) * sc
                self.ell(cx + dx - (layer * .018 * h), cy + ddy + dy * h, q * 1.2, q, mix(col, leaf, self.r.uniform(0, .3)), rough=.1, rot=self.r.uniform(-20, 20))

    def willow(self, x, y, h, leaf="#6f9a5e", light="#b9cf86", n=70, dark="#3d5f45"):
        self.line([(x, y), (x + h * .03, y - h * .25), (x - h * .02, y - h * .5), (x + h * .02, y - h * .68)], h * .085, "#5d4936", h * .04)
        self.line([(x, y - h * .45), (x + h * .16, y - h * .72)], h * .04, "#5d4936", h * .015, curve=False)
        self.line([(x, y - h * .45), (x - h * .17, y - h * .7)], h * .04, "#5d4936", h * .015, curve=False)
        for _ in range(18):
            self.ell(x + self.r.gauss(0, .16) * h, y - h * .8 + self.r.gauss(0, .07) * h, h * .11, h * .08, mix(dark, leaf, self.r.random() * .6), rough=.12)
        for i in range(n):
            t = i / n
            a = self.r.uniform(-.36, .36)
            sx, sy = x + a * h, y - h * (.86 - abs(a) * .55) + self.r.uniform(-.04, .04) * h
            ln = h * self.r.uniform(.28, .56)
            sw = self.r.uniform(-.03, .05) * h + a * h * .12
            self.line([(sx, sy), (sx + sw * .6, sy + ln * .5), (sx + sw, sy + ln)], h * .013, mix(mix(dark, leaf, t), light, self.r.uniform(0, .75) * t), h * .003)

    def house(self, x, y, w, h, wall=WALL, roof=ROOF, side=.0, door=RED, lit=None, storeys=1, eave=.07, tiles=True):
        """front view; y is the ground"""
        dark = mix(wall, INK, .16)
        self.rect(x, y - h, x + w, y, wall, mix(wall, EARTH, .16))
        if side:
            self.poly([(x + w, y - h), (x + w + side, y - h + abs(side) * .12), (x + w + side, y - abs(side) * .06), (x + w, y)], dark, mix(dark, EARTH, .2))
        rh = h * .42 / storeys ** .4
        ov = w * eave
        pts = [(x - ov, y - h + 3), (x + w * .07, y - h - rh), (x + w * .93, y - h - rh), (x + w + ov, y - h + 3)]
        if side:
            self.poly([(x + w * .93, y - h - rh), (x + w + side + ov * .4, y - h + abs(side) * .12), (x + w + ov, y - h + 3)], mix(roof, INK, .3))
        self.poly(pts, mix(roof, "#ffffff", .1), mix(roof, INK, .22))
        if tiles:
            k = max(6, int(w / 13))
            for i in range(k + 1):
                t = i / k
                a = (x + w * .07 + (w * .86) * t, y - h - rh + 2)
                b = (x - ov + (w + 2 * ov) * t, y - h + 2)
                self.line([a, b], max(1, w * .006), mix(roof, INK, .45), curve=False, alpha=.55, tex=0)
        self.line([(x + w * .05, y - h - rh), (x + w * .95, y - h - rh)], max(3, h * .035), mix(roof, INK, .35), curve=False)
        self.rect(x, y - h + 2, x + w, y - h + h * .06, mix(wall, INK, .28), alpha=.6)
        dw, dh = w * .16, h / storeys * .58
        dx = x + w * .42
        self.rect(dx - 2, y - dh - 3, dx + dw + 2, y, mix(door, INK, .45))
        self.rect(dx, y - dh, dx + dw / 2 - 1, y, mix(door, INK, .12), mix(door, INK, .3))
        self.rect(dx + dw / 2 + 1, y - dh, dx + dw, y, mix(door, INK, .12), mix(door, INK, .3))
        for sx in (-1, 1):
            px = dx + (dw if sx > 0 else 0) + sx * dw * .26
            self.rect(px - dw * .09, y - dh * .98, px + dw * .09, y - dh * .2, VERM)
        self.rect(dx + dw * .1, y - dh * 1.18, dx + dw * .9, y - dh * 1.06, VERM)
        g = lit or "#8fa3a6"
        for st in range(storeys):
            wy = y - h / storeys * st - h / storeys * .68
            for fx in (.12, .72) if st == 0 else (.12, .42, .72):
                ww, wh = w * .15, h / storeys * .3
                self.rect(x + w * fx - 2, wy - 2, x + w * fx + ww + 2, wy + wh + 2, mix(wall, INK, .45))
                self.rect(x + w * fx, wy, x + w * fx + ww, wy + wh, g, mix(g, INK, .25 if not lit else .08))
                self.line([(x + w * fx + ww / 2, wy), (x + w * fx + ww / 2, wy + wh)], 2, mix(wall, INK, .3), curve=False)

    def reflect(self, y, depth, alpha=.45, tint="#9dbcb4", streak=True):
        """what stands above the waterline, upside down in it"""
        Y, D = int(y * S), int(depth * S)
        src = self.img.crop((0, max(0, Y - D), self.W, Y)).transpose(Image.FLIP_TOP_BOTTOM)
        src = src.resize((max(1, self.W // 10), src.size[1] // 2)).resize((self.W, min(D, self.H - Y)), Image.BICUBIC)
        src = Image.blend(src, Image.new("RGB", src.size, rgb(tint)), .34)
        m = Image.linear_gradient("L").resize(src.size).point(lambda v: int((255 - v * .75) * alpha))
        self.img.paste(src, (0, Y), m)

    def ripples(self, y0, y1, n, col="#ffffff", alpha=.35, x0=0, x1=None, lng=120):
        x1 = x1 or self.w
        for _ in range(n):
            t = self.r.random() ** 1.3
            y = y0 + (y1 - y0) * t
            x = self.r.uniform(x0, x1)
            ln = lng * (.25 + t) * self.r.uniform(.4, 1.2)
            self.ell(x, y, ln / 2, 1 + 2.2 * t, col, alpha=alpha * self.r.uniform(.4, 1), tex=0)

    def lotus(self, x, y, r, col=None, stem=0):
        col = col or mix(GREEN, JADE, self.r.random())
        if stem:
            self.line([(x, y), (x + stem * .08, y + stem)], max(2, r * .06), mix(GREEN, INK, .15), curve=False)
        f = self.r.uniform(.3, .42)
        self.ell(x, y + r * .07, r, r * f, mix(col, INK, .35), rough=.03)
        self.ell(x, y, r, r * f, mix(col, "#d8e6a8", .18), mix(col, INK, .14), rough=.03)
        for a in range(0, 360, 36):
            t = math.radians(a + 8)
            self.line([(x, y - r * .02), (x + r * .82 * math.cos(t), y + r * f * .82 * math.sin(t))], max(1, r * .022), mix(col, "#e7efc4", .45), 1, curve=False, alpha=.7, tex=0)
        self.ell(x, y - r * .02, r * .07, r * .03, mix(col, "#f0f4d0", .6))

    def flower(self, x, y, r, col="#e58aa0", stem=60, bud=False):
        if stem:
            self.line([(x, y), (x + stem * .05, y + stem * .5), (x, y + stem)], max(2.5, r * .12), mix(GREEN, "#5c8a4f", .5))
        if bud:
            self.blob([(x, y - r * 1.1), (x + r * .36, y - r * .3), (x + r * .2, y + r * .2), (x - r * .2, y + r * .2), (x - r * .36, y - r * .3)], mix(col, RED, .12), mix(col, "#ffffff", .45))
            return
        for sc, sh in ((1.0, .0), (.82, .3), (.6, .55)):
            for a in (-72, 72, -46, 46, -20, 20, 0):
                t = math.radians(a)
                tip = (x + math.sin(t) * r * 1.1 * sc, y - math.cos(t) * r * .95 * sc)
                nx, ny = math.cos(t) * r * .25 * sc, math.sin(t) * r * .25 * sc
                mid = ((x + tip[0]) / 2, (y + tip[1]) / 2)
                self.blob([(x, y), (mid[0] - nx, mid[1] - ny), tip, (mid[0] + nx, mid[1] + ny)], mix(mix(col, RED, .18), "#ffffff", sh * .6), mix(col, "#ffffff", .35 + sh * .5))
        self.ell(x, y - r * .18, r * .2, r * .13, OCHRE)

    def egret(self, x, y, s, flip=1, fly=False):
        w = "#fbfaf4"
        if fly:
            self.blob([(x - s * .5 * flip, y), (x, y - s * .1), (x + s * .45 * flip, y - s * .02), (x, y + s * .1)], w)
            self.blob([(x, y - s * .05), (x - s * .25, y - s * .6), (x - s * .6, y - s * .72), (x - s * .18, y - s * .05)], w, mix(w, INDIGO, .15))
            self.blob([(x + s * .1, y - s * .05), (x + s * .2, y - s * .6), (x + s * .55, y - s * .8), (x + s * .25, y - s * .02)], w, mix(w, INDIGO, .1))
            self.line([(x + s * .4 * flip, y), (x + s * .62 * flip, y - s * .03)], s * .05, OCHRE, 1, curve=False)
            self.line([(x - s * .45 * flip, y), (x - s * .85 * flip, y + s * .06)], s * .03, INK, 1, curve=False)
            return
        self.line([(x, y), (x + 2, y - s * .5)], s * .035, INK, curve=False)
        self.line([(x + s * .12, y), (x + s * .08, y - s * .5)], s * .035, INK, curve=False)
        self.blob([(x - s * .38 * flip, y - s * .42), (x - s * .05 * flip, y - s * .72), (x + s * .28 * flip, y - s * .7), (x + s * .2 * flip, y - s * .5), (x - s * .1 * flip, y - s * .42)], w, mix(w, INDIGO, .18))
        self.line([(x + s * .22 * flip, y - s * .66), (x + s * .38 * flip, y - s * .9), (x + s * .25 * flip, y - s * 1.08), (x + s * .36 * flip, y - s * 1.22)], s * .09, w, s * .06)
        self.ell(x + s * .38 * flip, y - s * 1.22, s * .07, s * .055, w)
        self.line([(x + s * .42 * flip, y - s * 1.22), (x + s * .68 * flip, y - s * 1.18)], s * .045, OCHRE, 1, curve=False)

    def lantern(self, x, y, r, on=False, cord=30):
        self.line([(x, y - r - cord), (x, y - r)], 2.5, "#6d4b2c", curve=False)
        self.line([(x, y + r), (x, y + r * 1.8)], r * .16, OCHRE, r * .3, curve=False)
        self.ell(x, y, r * 1.08, r, VERM if on else RED, mix(RED, INK, .12))
        for k in (.38, .74):
            self.ell(x, y, r * 1.08 * k, r, mix(VERM, OCHRE, .35 if on else .15), alpha=.35)
        self.rect(x - r * .42, y - r * 1.08, x + r * .42, y - r * .88, OCHRE)
        self.rect(x - r * .42, y + r * .88, x + r * .42, y + r * 1.06, OCHRE)
        self.ell(x - r * .4, y - r * .3, r * .2, r * .34, "#ffffff", alpha=.28, blur=2, tex=0)

    def basket(self, x, y, w, h, col="#c9995a", full=None):
        self.ell(x, y - h, w / 2, w * .16, mix(col, INK, .5))
        if full:
            self.ell(x, y - h - w * .04, w * .46, w * .2, full, mix(full if isinstance(full, str) else full, INK, .25), rough=.06)
        self.poly([(x - w / 2, y - h), (x + w / 2, y - h), (x + w * .4, y), (x - w * .4, y)], mix(col, "#ffffff", .1), mix(col, INK, .25))
        self.ell(x, y, w * .4, w * .1, mix(col, INK, .25))
        for i in range(1, 5):
            yy = y - h + h * i / 5
            k = .5 - .1 * i / 5
            self.line([(x - w * k, yy), (x, yy + w * .07), (x + w * k, yy)], max(1.5, h * .035), mix(col, INK, .35), alpha=.7)
        for i in range(-4, 5):
            self.line([(x + w * .11 * i, y - h + w * .1), (x + w * .09 * i, y + w * .04)], max(1, w * .012), mix(col, INK, .4), curve=False, alpha=.5)
        self.line([(x - w / 2, y - h), (x, y - h + w * .15), (x + w / 2, y - h)], max(3, h * .09), mix(col, "#fff3d0", .3))

    # -- people: joints in units of height, x to the right, y up -----
    POSES = {
        "stand": dict(hip=(0, .5), sh=(0, .8), hd=(.01, .91), le=(-.12, .64), lh=(-.11, .48), re=(.12, .64), rh=(.12, .48), lk=(-.05, .26), lf=(-.06, 0), rk=(.06, .26), rf=(.07, 0)),
        "walk": dict(hip=(0, .5), sh=(.02, .8), hd=(.045, .91), le=(-.1, .65), lh=(-.04, .52), re=(.11, .66), rh=(.2, .56), lk=(-.06, .27), lf=(-.17, .02), rk=(.1, .28), rf=(.12, 0)),
        "bend": dict(hip=(-.06, .47), sh=(.2, .63), hd=(.31, .67), le=(.2, .45), lh=(.28, .33), re=(.27, .47), rh=(.37, .38), lk=(-.1, .25), lf=(-.16, 0), rk=(.06, .26), rf=(.07, 0)),
        "dig": dict(hip=(-.05, .47), sh=(.12, .73), hd=(.2, .82), le=(.2, .57), lh=(.34, .5), re=(.22, .66), rh=(.2, .5), lk=(-.13, .26), lf=(-.2, 0), rk=(.08, .27), rf=(.12, 0)),
        "carry": dict(hip=(0, .5), sh=(.01, .8), hd=(.03, .915), le=(-.13, .68), lh=(-.18, .8), re=(.13, .69), rh=(.2, .79), lk=(-.07, .27), lf=(-.16, .02), rk=(.09, .28), rf=(.11, 0)),
        "sit": dict(hip=(0, .28), sh=(.01, .57), hd=(.03, .68), le=(-.06, .42), lh=(.08, .33), re=(.12, .42), rh=(.2, .36), lk=(.2, .29), lf=(.19, .0), rk=(.22, .27), rf=(.26, 0)),
        "sitback": dict(hip=(0, .28), sh=(0, .57), hd=(0, .68), le=(-.14, .42), lh=(-.1, .3), re=(.14, .42), rh=(.1, .3), lk=(-.13, .22), lf=(-.14, 0), rk=(.13, .22), rf=(.14, 0)),
        "wave": dict(hip=(0, .5), sh=(0, .8), hd=(.01, .91), le=(-.13, .66), lh=(-.12, .5), re=(.15, .86), rh=(.2, 1.02), lk=(-.05, .26), lf=(-.07, 0), rk=(.06, .26), rf=(.08, 0)),
        "offer": dict(hip=(0, .5), sh=(.01, .8), hd=(.04, .91), le=(.1, .65), lh=(.24, .66), re=(.14, .66), rh=(.27, .62), lk=(-.04, .26), lf=(-.06, 0), rk=(.06, .26), rf=(.07, 0)),
        "clap": dict(hip=(0, .5), sh=(0, .8), hd=(.01, .91), le=(-.18, .72), lh=(-.22, .9), re=(.17, .7), rh=(.27, .84), lk=(-.09, .27), lf=(-.13, 0), rk=(.1, .27), rf=(.16, 0)),
        "squat": dict(hip=(-.06, .2), sh=(.07, .46), hd=(.13, .57), le=(.14, .32), lh=(.26, .22), re=(.18, .34), rh=(.3, .26), lk=(.16, .26), lf=(.02, 0), rk=(.2, .24), rf=(.08, 0)),
        "pole": dict(hip=(0, .5), sh=(.06, .79), hd=(.1, .9), le=(.16, .68), lh=(.25, .78), re=(.18, .62), rh=(.23, .56), lk=(-.08, .27), lf=(-.14, 0), rk=(.06, .27), rf=(.1, 0)),
    }

    def person(self, x, y, h, pose="stand", shirt=INDIGO, pants="#3d4347", hat=None, hair=HAIR, flip=1, skin=SKIN, female=False, child=False, back=False, apron=None, shadow=True, shoes="#2d2a28", light=1):
        p = {k: (x + v[0] * h * flip, y - v[1] * h) for k, v in self.POSES[pose].items()}
        f = 1.22 if child else 1
        if shadow:
            self.shade(x + h * .06, y + h * .005, h * .2, h * .035, .32)
        sk = rgb(skin)
        shd = mix(shirt, INK, .28)
        lw = h * .085 * f
        # far arm, far leg
        self.limb(p["lk"], p["lf"], lw * .82, lw * .62, mix(pants, INK, .22))
        self.limb(p["hip"], p["lk"], lw * 1.12, lw * .85, mix(pants, INK, .22))
        self.limb(p["le"], p["lh"], lw * .68, lw * .5, mix(sk, INK, .1) if female else shd)
        self.limb((p["sh"][0] - h * .05 * flip, p["sh"][1] + h * .03), p["le"], lw * .82, lw * .68, shd)
        self.ell(p["lh"][0], p["lh"][1], lw * .34, lw * .34, mix(sk, INK, .1))
        # near leg
        self.limb(p["rk"], p["rf"], lw * .84, lw * .64, pants)
        self.limb(p["hip"], p["rk"], lw * 1.18, lw * .88, pants)
        for q in ("lf", "rf"):
            self.ell(p[q][0] + h * .022 * flip, p[q][1] - h * .008, h * .048, h * .022, shoes)
        # trunk
        hx, hy = p["hip"]
        sx, sy = p["sh"]
        dx, dy = sx - hx, sy - hy
        d = math.hypot(dx, dy)
        nx, ny = -dy / d, dx / d
        ws, wh = h * .108 * f, h * (.1 if not female else .108) * f
        ext = .06
        top = (sx + dx * .1, sy + dy * .1)
        low = (hx - dx * ext, hy - dy * ext)
        T = [(top[0] - nx * ws * .55, top[1] - ny * ws * .55), (top[0] + nx * ws * .55, top[1] + ny * ws * .55),
             (sx + nx * ws, sy + ny * ws), ((hx + sx) / 2 + nx * ws * .9, (hy + sy) / 2 + ny * ws * .9), (low[0] + nx * wh, low[1] + ny * wh),
             (low[0] - nx * wh, low[1] - ny * wh), ((hx + sx) / 2 - nx * ws * .9, (hy + sy) / 2 - ny * ws * .9), (sx - nx * ws, sy - ny * ws)]
        self.blob(T, mix(shirt, "#ffffff", .1 * light), mix(shirt, INK, .2))
        if apron and not back:
            a = [((hx + sx) / 2 + nx * ws * .62, (hy + sy) / 2 + ny * ws * .62), ((hx + sx) / 2 - nx * ws * .5, (hy + sy) / 2 - ny * ws * .5), (low[0] - nx * wh * .7, low[1] + h * .1), (low[0] + nx * wh * .9, low[1] + h * .1)]
            self.blob(a, apron, mix(apron, INK, .15))
        # neck, head
        kx, ky = p["hd"]
        hr = h * .07 * f
        self.limb((sx + (kx - sx) * .15, sy + (ky - sy) * .15), (kx, ky + hr * .4), hr * .9, hr * .8, mix(sk, INK, .14))
        self.ell(kx, ky, hr * .92, hr * 1.06, mix(sk, "#ffffff", .06), mix(sk, BRICK, .18))
        if back:
            self.ell(kx, ky - hr * .06, hr * 1.0, hr * 1.1, hair)
        else:
            self.ell(kx - hr * .2 * flip, ky - hr * .42, hr * .98, hr * .78, hair)
            self.ell(kx + hr * .42 * flip, ky + hr * .18, hr * .5, hr * .58, mix(sk, "#ffffff", .05), tex=.6)
            self.ell(kx + hr * .5 * flip, ky + hr * .36, hr * .22, hr * .15, VERM, alpha=.3, blur=1.2, tex=0)
        if female:
            self.ell(kx - hr * .86 * flip, ky - hr * (.05 if not back else -.2), hr * .42, hr * .46, hair)
        if hat == "straw":
            self.ell(kx, ky - hr * .45, hr * 1.9, hr * .52, mix(STRAW, EARTH, .3), rot=-4 * flip)
            self.poly([(kx - hr * 1.85, ky - hr * .5), (kx - hr * .2, ky - hr * 1.5), (kx + hr * .2, ky - hr * 1.5), (kx + hr * 1.85, ky - hr * .5)], mix(STRAW, "#ffffff", .2), mix(STRAW, EARTH, .25))
        elif hat == "cap":
            self.ell(kx, ky - hr * .55, hr * 1.06, hr * .66, mix(INDIGO, INK, .2))
            self.ell(kx + hr * .85 * flip, ky - hr * .42, hr * .62, hr * .18, mix(INDIGO, INK, .4))
        elif hat == "scarf":
            self.ell(kx - hr * .1 * flip, ky - hr * .3, hr * 1.1, hr * .95, RED, mix(RED, INK, .2))
            self.ell(kx + hr * .42 * flip, ky + hr * .2, hr * .55, hr * .6, mix(sk, "#ffffff", .05))
        elif hat == "hood":
            self.ell(kx - hr * .1 * flip, ky - hr * .1, hr * 1.25, hr * 1.3, shirt, mix(shirt, INK, .2))
            self.ell(kx + hr * .4 * flip, ky + hr * .12, hr * .66, hr * .76, mix(sk, INK, .12))
        # near arm over all
        self.limb((sx + h * .045 * flip, sy + h * .035), p["re"], lw * .86, lw * .72, mix(shirt, INK, .06))
        self.limb(p["re"], p["rh"], lw * .7, lw * .5, sk if female else mix(shirt, INK, .06))
        self.ell(p["rh"][0], p["rh"][1], lw * .36, lw * .36, sk)
        return p

    def stool(self, x, y, s, col="#7a5436"):
        self.limb((x - s * .4, y - s * .5), (x - s * .48, y), s * .12, s * .1, mix(col, INK, .3))
        self.limb((x + s * .4, y - s * .5), (x + s * .48, y), s * .12, s * .1, mix(col, INK, .3))
        self.rect(x - s * .6, y - s * .6, x + s * .6, y - s * .46, mix(col, "#ffffff", .15), mix(col, INK, .2))

    def shovel(self, a, b, s, blade=True):
        self.line([a, b], s * .018, "#8d6a43", curve=False)
        if blade:
            d = math.hypot(b[0] - a[0], b[1] - a[1])
            ux, uy = (b[0] - a[0]) / d, (b[1] - a[1]) / d
            q = s * .1
            self.poly([(b[0] - uy * q * .5, b[1] + ux * q * .5), (b[0] + uy * q * .5, b[1] - ux * q * .5), (b[0] + uy * q * .45 + ux * q * 1.2, b[1] - ux * q * .45 + uy * q * 1.2), (b[0] + ux * q * 1.6, b[1] + uy * q * 1.6), (b[0] - uy * q * .45 + ux * q * 1.2, b[1] + ux * q * .45 + uy * q * 1.2)], "#8c949a", "#555d63")

    def grass(self, y0, y1, n, cols, x0=0, x1=None, h=16):
        x1 = x1 or self.w
        for _ in range(n):
            x = self.r.uniform(x0, x1)
            t = self.r.random()
            y = y0 + (y1 - y0) * t
            hh = h * (.4 + t) * self.r.uniform(.6, 1.3)
            self.line([(x, y), (x + self.r.uniform(-.4, .4) * hh, y - hh)], 2 + t * 2, self.r.choice(cols), .6, curve=False, tex=0)

    def quad(self, flat, quad):
        """lays a flat picture on a wall seen askew; quad: tl, tr, br, bl"""
        q = [(x * S, y * S) for x, y in quad]
        w, h = flat.size
        src = [(0, 0), (w, 0), (w, h), (0, h)]
        A, B = [], []
        for (X, Y), (u, v) in zip(q, src):
            A += [[X, Y, 1, 0, 0, 0, -u * X, -u * Y], [0, 0, 0, X, Y, 1, -v * X, -v * Y]]
            B += [u, v]
        n = 8
        M = [A[i] + [B[i]] for i in range(n)]
        for i in range(n):
            pv = max(range(i, n), key=lambda k: abs(M[k][i]))
            M[i], M[pv] = M[pv], M[i]
            for k in range(n):
                if k != i:
                    fct = M[k][i] / M[i][i]
                    M[k] = [a - fct * b for a, b in zip(M[k], M[i])]
        co = [M[i][n] / M[i][i] for i in range(n)]
        out = flat.transform((self.W, self.H), Image.PERSPECTIVE, co, Image.BICUBIC)
        m = Image.new("L", (self.W, self.H), 0)
        ImageDraw.Draw(m).polygon(q, fill=255)
        self.img.paste(out, (0, 0), m)


SCENES = {}


def scene(f):
    SCENES[f.__name__.replace("_", "-")] = f
    return f
