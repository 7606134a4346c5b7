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
        strokes = self._noise(max(8, W // 90), max(8, H // 9)).resize((W, H), Image.BICUBIC)
        cross = self._noise(max(8, W // 12), max(8, H // 60)).resize((W, H), Image.BICUBIC)
        strokes = Image.blend(strokes, cross, .25)
        mottle = self._noise(max(4, W // 110), max(4, H // 110)).resize((W, H), Image.BICUBIC)
        fine = self._noise(W // 4, H // 4).resize((W, H), Image.BILINEAR)
        t = Image.blend(strokes, mottle, .5)
        t = Image.blend(t, fine, .2)
        return t.point(lambda v: int(max(0, min(255, 128 + (v - 128) * .47))))

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
        ph = [(self.r.uniform(0, 6.3), self.r.choice((3, 4, 5))) for _ in range(2)] + [(self.r.uniform(0, 6.3), self.r.choice((7, 9, 11)))] if rough else ()
        for i in range(n + 1):
            a = math.radians(a0 + (a1 - a0) * i / n)
            q = 1 + sum(rough * (.9 if j < 2 else .55) * math.sin(f * a + p) for j, (p, f) in enumerate(ph))
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
        pos = []
        for i in range(n):  # spread like seeds in a sunflower: full, never in pieces
            rr, aa = math.sqrt((i + .5) / n), i * 2.39996
            pos.append((rr * math.cos(aa) * .27 * h * wide + self.r.uniform(-.02, .02) * h, rr * math.sin(aa) * .2 * h + self.r.uniform(-.015, .015) * h))
        dk = dark or mix(leaf, "#16302c", .45)
        for dx, dy in pos:
            q = h * self.r.uniform(.1, .13)
            self.ell(cx + dx, cy + dy + .03 * h, q * 1.15, q, mix(dk, leaf, self.r.uniform(0, .25)), rough=.08)
        for dx, dy in sorted(pos, key=lambda p: p[1], reverse=True):
            q = h * self.r.uniform(.075, .105)
            up = max(0, min(1, .5 - dy / h * 1.9 - dx / h * .7))
            self.ell(cx + dx - .012 * h, cy + dy - .012 * h, q * 1.15, q * .95, mix(mix(dk, leaf, .75), mix(leaf, light, .6), up * self.r.uniform(.6, 1)), rough=.09)
        for dx, dy in pos:
            up = .5 - dy / h * 2.2 - dx / h
            if up > .45 and self.r.random() < .8:
                self.ell(cx + dx - .03 * h, cy + dy - .035 * h, h * .042, h * .03, mix(leaf, light, .9), rough=.12, alpha=.85)
            for _ in range(3):
                self.ell(cx + dx + self.r.uniform(-.08, .08) * h, cy + dy + self.r.uniform(-.07, .07) * h, h * .011, h * .007, mix(light if up > .3 else dk, leaf, .2), rot=self.r.uniform(0, 180), tex=0)

    def willow(self, x, y, h, leaf="#6f9a5e", light="#b9cf86", n=70, dark="#3d5f45"):
        self.line([(x, y), (x + h * .03, y - h * .25), (x - h * .02, y - h * .5), (x + h * .02, y - h * .68)], h * .085, "#5d4936", h * .04)
        self.line([(x, y - h * .45), (x + h * .16, y - h * .72)], h * .04, "#5d4936", h * .015, curve=False)
        self.line([(x, y - h * .45), (x - h * .17, y - h * .7)], h * .04, "#5d4936", h * .015, curve=False)
        for i in range(30):
            rr, aa = math.sqrt((i + .5) / 30), i * 2.39996
            self.ell(x + rr * math.cos(aa) * .3 * h, y - h * .8 + rr * math.sin(aa) * .13 * h, h * .085, h * .065, mix(dark, leaf, self.r.random() * .7), rough=.12)
        n = n * 3
        for i in range(n):
            t = i / n
            a = self.r.uniform(-.38, .38)
            top = y - h * (.9 - a * a * 1.6) + self.r.uniform(0, .14) * h
            ln = h * self.r.uniform(.22, .5) * (1 - abs(a) * .25)
            sw = a * h * .18 + self.r.uniform(-.02, .03) * h
            col = mix(mix(dark, leaf, .2 + .8 * t), light, self.r.uniform(0, .8) * t)
            self.line([(x + a * h, top), (x + a * h + sw * .7, top + ln * .45), (x + a * h + sw, top + ln)], h * .009, col, h * .002, tex=.6)
            for j in range(4):
                u = self.r.uniform(.3, 1)
                self.ell(x + a * h + sw * u, top + ln * u, h * .011, h * .0035, col, rot=60 + self.r.uniform(-25, 25), tex=0)

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
            self.rect(px - dw * .09, y - dh * .98, px + dw * .09, y - dh * .2, mix(door, VERM, .5))
        self.rect(dx + dw * .1, y - dh * 1.18, dx + dw * .9, y - dh * 1.06, mix(door, VERM, .5))
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
            if hat in ("straw", "cap"):
                self.ell(kx - hr * .5 * flip, ky - hr * .1, hr * .55, hr * .7, hair)
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

    def stool(self, x, y, s, col="#7a5436", ht=None):
        ht = ht or s * .6
        for sg in (-1, 1):
            self.limb((x + sg * s * .4, y - ht + 4), (x + sg * s * .5, y), s * .12, s * .1, mix(col, INK, .3))
        self.line([(x - s * .44, y - ht * .45), (x + s * .44, y - ht * .45)], s * .07, mix(col, INK, .35), curve=False)
        self.rect(x - s * .62, y - ht - s * .02, x + s * .62, y - ht + s * .13, mix(col, "#ffffff", .15), mix(col, INK, .2))

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


# ---- a few settings that come back ---------------------------------
SHIRTS = ["#3f5f86", "#b8423a", "#5f8a6b", "#d2a04c", "#8a5a70", "#e6ddc8", "#4a4f63", "#c9704a", "#7b9bb0"]


def paddy(k, y0, y1, col="#8fb26a", rows=9):
    k.rect(-4, y0, k.w + 4, y1, mix(col, MIST, .35), mix(col, GREEN, .25))
    for i in range(rows):
        t = (i / rows) ** 1.6
        y = y0 + (y1 - y0) * t
        k.line([(-10, y + k.r.uniform(-2, 2)), (k.w * .5, y + k.r.uniform(-4, 4)), (k.w + 10, y + k.r.uniform(-2, 2))], 1 + 4 * t, mix(col, GREEN, .55), alpha=.5)
        n = int(150 - 60 * t)
        for _ in range(n):
            x = k.r.uniform(0, k.w)
            q = 5 + 14 * t
            k.line([(x, y + 3), (x + k.r.uniform(-.3, .3) * q, y - q)], 1.5 + 2 * t, mix(col, k.r.choice([GREEN, "#dfe39a", "#c4d882"]), k.r.uniform(.1, .7)), .6, curve=False, tex=0)


@scene
def village(k):
    H = k.h
    k.sky("#f0b98f", "#f6d7b0", "#f5e6cf", "#e7ebdf", until=H * .52)
    k.glow(1130, 236, 460, "#ffcf8a", .75)
    k.ell(1130, 236, 58, 58, "#fdf0cb", "#f6b878")
    for i, (y, a, col) in enumerate((("392", 130, "#d3cfc6"), ("440", 90, "#b3c2ba"), ("486", 56, "#8dab9f"))):
        k.hills(float(y), a, mix(col, "#f4dfc2", .35), mix(col, "#f4dfc2", .75), seed=i, n=6 + i * 2, base=560)
    k.treeline(530, 70, "#6f9382", 24)
    k.rect(-4, 500, k.w + 4, 560, "#f7e4c8", alpha=.4, blur=22, tex=0)
    k.treeline(556, 46, "#4b7563", 20)
    k.rect(-4, 548, k.w + 4, 572, "#5d7f62", "#7d9463")
    for x, w, h, st, roof in ((40, 130, 84, 1, ROOF), (190, 150, 118, 2, "#6a5a58"), (365, 135, 80, 1, BRICK), (520, 160, 122, 2, ROOF), (705, 128, 78, 1, "#6a5a58"), (1010, 150, 86, 1, ROOF), (1185, 160, 124, 2, BRICK), (1370, 140, 82, 1, ROOF)):
        k.house(x, 566, w, h, roof=roof, storeys=st, lit="#f0cf8d" if k.r.random() < .5 else None)
    k.tree(900, 572, 230, leaf="#3f6f4f", light="#a9c27a", wide=1.1)
    k.tree(-5, 575, 190, leaf="#4a7857")
    k.tree(1560, 575, 210, leaf="#3f6f4f")
    k.rect(-4, 560, k.w + 4, 582, "#97a46d", "#6f8a5a")
    k.grass(566, 584, 240, ["#6f8a5a", "#9fb06e", "#5b7a52"], h=12)
    k.rect(-4, 580, k.w + 4, H + 4, "#d9cdb0", "#5d8a83")
    k.reflect(580, 400, .8, "#bfcab8")
    k.ripples(590, 1040, 150, "#fff3da", .5)
    k.ell(1130, 700, 40, 110, "#f9dba6", alpha=.35, blur=14, tex=0)
    # boat
    k.ell(560, 764, 150, 12, INK, alpha=.25, blur=6, tex=0)
    k.person(600, 748, 150, "pole", shirt="#44617d", hat="straw", flip=-1, shadow=False)
    k.line([(560, 610), (505, 850)], 5, "#8d6a43", curve=False)
    k.blob([(410, 734), (440, 762), (560, 772), (680, 762), (716, 728), (660, 744), (560, 748), (460, 746)], "#7a5436", "#4d3524")
    k.line([(414, 735), (470, 748), (560, 751), (655, 746), (712, 730)], 6, "#b08352")
    k.basket(520, 750, 44, 26, full="#8fb06a")
    k.egret(196, 730, 84)
    k.egret(344, 704, 62, -1)
    k.egret(1330, 210, 90, 1, fly=True)
    k.egret(1450, 160, 64, 1, fly=True)
    k.egret(1230, 145, 52, 1, fly=True)
    # lotus in front, far to near
    for _ in range(74):
        t = k.r.random() ** .7
        y = 690 + 390 * t
        x = k.r.uniform(-60, 1660)
        if 360 < x < 800 and y < 830:
            continue
        if abs(x - 1100) < 260 and t < .55:
            continue
        k.lotus(x, y, 16 + 74 * t, mix(mix(GREEN, "#88b58f", 1 - t), JADE, k.r.random() * .5), stem=0)
    for x, y, r, b in ((120, 860, 34, 0), (300, 930, 46, 0), (980, 900, 40, 0), (1240, 850, 36, 0), (1420, 935, 52, 0), (690, 960, 48, 1), (1090, 985, 44, 1), (470, 880, 28, 1)):
        k.flower(x, y - 60, r, stem=120, bud=bool(b))
    for x, y, r in ((60, 1050, 120), (420, 1075, 110), (840, 1062, 104), (1180, 1080, 126), (1550, 1040, 120)):
        k.lotus(x, y, r, mix(GREEN, "#1d4a3c", .3))


def pond_back(k, clear):
    """the same place before and after"""
    H = k.h
    if clear:
        k.sky("#8fbfd4", "#bcd9dc", "#e9ecd8", until=520)
        for x, y, s in ((220, 130, 1.2), (760, 90, .9), (1250, 150, 1.3)):
            for dx, dy, r in ((0, 0, 46), (60, 8, 58), (125, 10, 40), (-50, 14, 32)):
                k.ell(x + dx * s, y + dy * s, r * 1.5 * s, r * .5 * s, "#fdf9ec", alpha=.75, blur=5)
    else:
        k.sky("#9aa3a1", "#b5b8af", "#c9c5b4", until=520)
    a = .0 if clear else .45
    G = lambda q: mix(q, "#8b8a78", a)
    k.hills(400, 60, G("#8fb3a4"), G("#b9cdb9"), seed=5, base=520)
    k.treeline(470, 90, G("#4f7d5e"), 30)
    k.treeline(516, 70, G("#3d6a50"), 26)
    k.rect(-4, 500, k.w + 4, 560, G("#3d6a50"), G("#7d9463"))
    door = mix(RED, "#8b8a78", a * 1.2)
    k.house(40, 540, 210, 130, roof=G(ROOF), wall=G(WALL), storeys=2, door=door)
    k.house(1230, 540, 190, 108, roof=G(BRICK), wall=G(WALL), door=door)
    k.house(1440, 545, 180, 140, roof=G(ROOF), wall=G(WALL), storeys=2, door=door)


@scene
def pond_before(k):
    pond_back(k, False)
    k.house(560, 540, 190, 96, roof="#6d6f6a", wall="#cfc9b8", door="#7d6a58")
    k.house(800, 540, 170, 90, roof="#7a6355", wall="#c6bfae", door="#75675a")
    k.rect(-4, 530, k.w + 4, 640, "#8d8762", "#6f6a4d")
    k.grass(535, 640, 700, ["#7d7a52", "#9a8f63", "#5f6346", "#a89b6c"], h=34)
    # the pond
    k.blob([(-80, 690), (180, 630), (520, 612), (900, 610), (1300, 628), (1690, 690), (1700, 1100), (-100, 1100)], "#77795a", "#3f4436")
    k.blob([(60, 760), (380, 690), (900, 676), (1380, 720), (1600, 820), (1500, 1000), (900, 1060), (240, 1010)], "#6c7152", "#454b38", alpha=.8, blur=8)
    k.ripples(660, 1040, 60, "#a8a985", .3)
    for _ in range(46):  # scum
        x, y = k.r.uniform(40, 1560), k.r.uniform(670, 1020)
        k.ell(x, y, k.r.uniform(30, 130), k.r.uniform(5, 16), k.r.choice(["#8f9a4f", "#7f8a48", "#9ba05e"]), alpha=.55, rough=.15)
    # what was thrown in
    for x, y, s, rot in ((330, 792, 1.0, 8), (1180, 880, 1.25, -14), (820, 960, 1.1, 4)):
        k.ell(x, y, 62 * s, 30 * s, "#2c2c2b", "#171716", rot=rot)
        k.ell(x, y - 5 * s, 30 * s, 13 * s, "#4b4f3d", rot=rot)
        k.ell(x, y - 7 * s, 58 * s, 25 * s, "#4a4a48", rot=rot, alpha=.25)
    for x, y, col, s in ((210, 880, "#d9d5c8", 1.2), (560, 770, "#b9c4c9", .9), (980, 735, "#d2b7a8", .8), (1400, 800, "#dcd8cc", 1.1), (700, 860, "#9fb0b8", 1), (1300, 985, "#c9c2b0", 1.3), (450, 985, "#cfd6d6", 1.1)):
        q = [(x + k.r.uniform(-46, 46) * s, y + k.r.uniform(-17, 17) * s) for _ in range(6)]
        q.sort(key=lambda p: math.atan2(p[1] - y, p[0] - x))
        k.ell(x, y + 12 * s, 44 * s, 9, INK, alpha=.28, blur=5, tex=0)
        k.blob(q, col, mix(col, INK, .3))
        k.line([(x - 20 * s, y), (x, y - 8 * s), (x + 22 * s, y + 2)], 3, mix(col, "#ffffff", .5), alpha=.7)
    for a, b in (((90, 980), (330, 930)), ((1050, 1010), (1230, 950)), ((620, 720), (770, 702))):
        k.line([a, b], 15, "#6c5a45", 10, curve=False)
        k.line([(a[0], a[1] - 5), (b[0], b[1] - 5)], 4, "#9c8566", 3, curve=False)
    k.blob([(1010, 650), (1060, 596), (1160, 590), (1210, 652), (1120, 668)], "#8a7a68", "#5d5247")
    for _ in range(46):
        x, y = k.r.uniform(1010, 1210), k.r.uniform(606, 664)
        w = k.r.uniform(9, 22)
        k.poly([(x, y), (x + w, y - 5), (x + w + 4, y + 6), (x + 3, y + 11)], k.r.choice(["#97614f", "#9a8f80", "#76695c", "#b7a894"]))
    # bare willow and dead reeds
    k.line([(296, 660), (310, 560), (290, 440), (312, 372)], 50, "#4d4238", 26)
    k.grass(640, 672, 60, ["#7d7a52", "#9a8f63", "#5f6346"], x0=230, x1=380, h=40)
    for dx, dy in ((-150, -70), (-90, -150), (-30, -190), (70, -170), (150, -110), (180, -40), (-180, 0)):
        k.line([(306, 420), (306 + dx * .5, 400 + dy * .7), (306 + dx, 390 + dy)], 15, "#4d4238", 2)
        for j in range(5):
            ex, ey = 306 + dx * k.r.uniform(.5, 1), 395 + dy * k.r.uniform(.5, 1)
            k.line([(ex, ey), (ex + k.r.uniform(-16, 16), ey + 60), (ex + k.r.uniform(-26, 26), ey + k.r.uniform(90, 180))], 3, "#6b6048", .8)
    for _ in range(150):
        x = k.r.choice([k.r.uniform(-20, 300), k.r.uniform(1240, 1620)])
        y = k.r.uniform(930, 1090)
        hh = k.r.uniform(120, 270)
        lean = k.r.uniform(-60, 60)
        k.line([(x, y), (x + lean * .4, y - hh * .6), (x + lean, y - hh)], 5, k.r.choice(["#a3905c", "#857648", "#bba872", "#6f6a44"]), 1)
        if k.r.random() < .3:
            k.ell(x + lean, y - hh, 5, 20, "#8c7a5a", rot=lean * .5)



@scene
def stage_after(k):
    pond_back(k, True)
    k.rect(-4, 530, k.w + 4, 700, "#a9ba78", "#7fa066")
    k.poly([(300, 660), (1300, 660), (1660, 920), (1660, 960), (-60, 960), (-60, 930)], "#dccfb0", "#cbbb97")
    for i in range(7):
        y = 690 + i * i * 5
        k.line([(-20, y), (1620, y)], 1.6 + i * .3, "#b3a27e", curve=False, alpha=.6)
    for i in range(-9, 10):
        k.line([(800 + i * 60, 664), (800 + i * 150, 940)], 1.8, "#b3a27e", curve=False, alpha=.5)
    k.poly([(-20, 700), (240, 690), (60, 930), (-20, 930)], "#9dbb72", "#7fa066")
    k.poly([(1620, 700), (1380, 690), (1540, 910), (1620, 910)], "#9dbb72", "#7fa066")
    k.grass(540, 600, 260, ["#6f9a5e", "#a9c27a", "#5c8a55"], h=16)
    # stage
    L, R, top, floor = 420, 1180, 372, 640
    k.shade(800, 688, 470, 22, .35)
    k.poly([(L - 40, floor), (R + 40, floor), (R + 66, 700), (L - 66, 700)], "#cdbb97", "#9d8a68")
    for i in range(5):
        y = floor + 12 * i
        k.line([(L - 42 - 5 * i, y), (R + 42 + 5 * i, y)], 2.5, mix("#9d8a68", INK, .25), curve=False)
    k.rect(L + 14, top, R - 14, floor, "#7c2822", "#a4382e")
    for i in range(26):  # curtain
        x = L + 14 + (R - L - 28) * i / 26
        k.line([(x, top), (x + k.r.uniform(-4, 4), floor - 70), (x + k.r.uniform(-6, 6), floor)], 11, k.r.choice(["#8d2c26", "#c0473a", "#a3362d", "#7a241f"]), 16, alpha=.8)
    k.poly([(L + 14, top), (L + 150, top), (L + 96, floor - 90), (L + 118, floor), (L + 14, floor)], "#c94a3b", "#a8352b")
    k.poly([(R - 14, top), (R - 150, top), (R - 96, floor - 90), (R - 118, floor), (R - 14, floor)], "#c94a3b", "#a8352b")
    k.rect(L + 14, floor - 20, R - 14, floor, "#b08a5a", "#8d6a43")
    # painted screen behind the players
    k.rect(L + 196, top + 70, R - 196, floor - 24, "#f4e6c2", "#e6cf9c")
    k.rect(L + 196, top + 70, R - 196, top + 78, OCHRE)
    k.ell(R - 280, top + 128, 36, 36, "#e2593c")
    for x, r in ((L + 250, 50), (L + 330, 64), (R - 320, 58), (R - 240, 46), (800, 44)):
        k.lotus(x, floor - 48, r, mix("#5f9a7c", "#e6cf9c", .3))
    for x, y, r in ((L + 262, floor - 120, 28), (R - 306, floor - 104, 24)):
        k.flower(x, y, r, stem=60)
    for x in (L, L + 190, R - 190, R):
        k.rect(x - 15, top - 12, x + 15, floor + 2, "#c2392e", "#8c2821")
        k.rect(x - 9, top - 12, x - 4, floor, "#e0705c", alpha=.5)
        k.rect(x - 22, floor - 12, x + 22, floor + 6, "#b9b2a2", "#8f897b")
    k.rect(L - 40, top - 44, R + 40, top - 6, "#2f5d57", "#244a46")
    for i in range(19):
        x = L - 26 + (R - L + 52) * i / 18
        k.ell(x, top - 25, 9, 9, OCHRE if i % 2 else "#c94a3b")
    # swept roof
    k.blob([(L - 150, top - 58), (L - 70, top - 66), (L + 20, top - 108), (L + 130, top - 190), (800, top - 204), (R - 130, top - 190), (R - 20, top - 108), (R + 70, top - 66), (R + 150, top - 58), (R + 60, top - 34), (800, top - 40), (L - 60, top - 34)], "#6d777a", "#3d464a")
    for i in range(45):
        t = i / 44
        a = (L + 110 + (R - L - 220) * t, top - 190)
        b = (L - 90 + (R - L + 180) * t, top - 42)
        k.line([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + 10), b], 3, "#2f373b", alpha=.55)
    k.line([(L + 120, top - 192), (800, top - 206), (R - 120, top - 192)], 18, "#39423f")
    for s_, x in ((-1, L - 150), (1, R + 150)):
        k.line([(x - s_ * 90, top - 62), (x - s_ * 20, top - 62), (x + s_ * 26, top - 100)], 15, "#39423f", 5)
    k.ell(800, top - 216, 20, 20, OCHRE)
    for i in range(9):
        k.lantern(L + 46 + (R - L - 92) * i / 8, top + 36, 19, cord=26)
    # performers
    k.person(668, floor - 2, 186, "clap", shirt=RED, pants="#2d2a28", hat=None)
    k.person(800, floor - 2, 180, "wave", shirt="#e6b64c", pants="#8c2821", female=True)
    k.person(932, floor - 2, 186, "clap", shirt=RED, pants="#2d2a28", flip=-1, female=True)
    k.willow(150, 760, 560)
    # terrace of old steps with people, backs to us
    for i in range(4):
        y = 752 + i * 42
        k.rect(470 - i * 52, y, 1190 + i * 52, y + 42, mix("#d6c9ac", "#ffffff", .12 * (3 - i) / 3), mix("#a99873", INK, .05 * i))
        k.rect(470 - i * 52, y, 1190 + i * 52, y + 8, "#e9dfc6")
        n = 12 + i
        for j in range(n):
            if k.r.random() < .2:
                continue
            x = 500 - i * 48 + (660 + i * 96) * j / (n - 1) + k.r.uniform(-12, 12)
            ch = k.r.random() < .2
            k.person(x, y + 36, (118 if not ch else 92) + i * 8, "sitback", shirt=k.r.choice(SHIRTS), hair=k.r.choice([HAIR, HAIR, "#8f8b86", "#4a423c"]), back=True, female=k.r.random() < .45, shadow=False, hat="straw" if k.r.random() < .1 else None, child=ch)
    # water left to run
    k.poly([(-10, 930), (1610, 905), (1610, 1080), (-10, 1080)], "#86b5ae", "#4f8a86")
    k.poly([(-10, 918), (1610, 893), (1610, 910), (-10, 936)], "#d8cdb2", "#b3a585")
    k.ripples(945, 1060, 60, "#eef7ee", .5)
    for x, y, r in ((90, 990, 56), (240, 1035, 84), (420, 975, 48), (1190, 1040, 92), (1390, 985, 66), (1530, 1045, 96), (620, 1050, 70), (960, 1000, 52)):
        k.lotus(x, y, r)
    for x, y, r, b in ((180, 930, 30, 0), (345, 985, 36, 0), (1300, 950, 36, 0), (1465, 940, 32, 1), (1100, 985, 34, 0), (540, 985, 30, 1)):
        k.flower(x, y, r, stem=70, bud=bool(b))
    k.tree(1480, 800, 400, leaf="#4c8a55", light="#c8da8a")


def lane(k, after):
    if after:
        k.sky("#7fb6d0", "#b4d7dc", "#f0ead0", until=560)
        for x, y, s in ((1050, 120, 1.1), (1380, 210, .8), (640, 90, .7)):
            for dx, dy, r in ((0, 0, 40), (56, 8, 52), (118, 12, 34)):
                k.ell(x + dx * s, y + dy * s, r * 1.5 * s, r * .5 * s, "#fdf9ec", alpha=.8, blur=5)
    else:
        k.sky("#a7adab", "#bcbdb3", "#cfcabb", until=560)
    d = 0 if after else .5
    G = lambda q: mix(q, "#8d8b7d", d)
    k.treeline(545, 120, G("#4f7d5e"), 34, x0=980)
    k.treeline(560, 80, G("#3f6a50"), 28, x0=900)
    k.rect(880, 540, k.w + 4, 600, G("#3f6a50"), G("#8fae6c"))
    k.rect(1100, 600, k.w + 4, 1000, G("#8fae6c"), G("#7c9c60"))
    k.house(1330, 640, 250, 190, roof=G(BRICK), wall=G(WALL), storeys=2)
    k.house(1190, 610, 130, 92, roof=G(ROOF), wall=G(WALL))
    # road
    k.poly([(1120, 600), (1230, 600), (1700, 1090), (-80, 1090), (-80, 960)], "#d3c7aa" if after else "#948d7c", "#ab9d7e" if after else "#6e685b")
    k.poly([(1230, 600), (1330, 600), (1700, 800), (1700, 1090)], G("#a9bd7c"), G("#7c9c60"))
    # roofs behind the wall
    for x, y, w in ((40, 236, 260), (400, 320, 210), (700, 395, 160)):
        k.poly([(x - 30, y), (x + w * .12, y - w * .3), (x + w * .84, y - w * .26), (x + w + 24, y + 26)], G("#737d80"), G("#444e52"))
    k.tree(360, 330, 260, leaf=G("#4c7f55"), light=G("#a9c57a"))


WALLQ = [(-60, 176), (1130, 508), (1130, 628), (-60, 968)]


@scene
def wall_before(k):
    lane(k, False)
    k.poly([(-60, 176), (1130, 508), (1130, 628), (-60, 968)], "#a5a196", "#8d8980", vertical=False)
    k.poly([(-60, 150), (1130, 498), (1130, 512), (-60, 190)], "#75746d", "#5c5b56")

    def at(u, v):  # u 0..1 along, v 0..1 down, in the wall's perspective
        z = 1 / (1 - u * .7)
        uu = (u * .3) / (1 - u * .7)
        x = -60 + 1190 * uu
        return (x, (176 + (508 - 176) * uu) * (1 - v) + (968 + (628 - 968) * uu) * v)
    for _ in range(130):
        u, v = k.r.random(), k.r.random()
        w, h = k.r.uniform(.02, .1), k.r.uniform(.04, .2)
        q = [at(max(0, min(1, u + k.r.uniform(-w, w))), max(0.02, min(.98, v + k.r.uniform(-h, h)))) for _ in range(6)]
        cx, cy = sum(p[0] for p in q) / 6, sum(p[1] for p in q) / 6
        q.sort(key=lambda p: math.atan2(p[1] - cy, p[0] - cx))
        k.blob(q, k.r.choice(["#b3aea2", "#8b877d", "#979289", "#7d7a72", "#aba79c"]), alpha=.4, blur=2)
    def off(x, y, w, h):  # plaster gone, bricks show; along the fall of the wall
        sl = .18
        q = []
        for i in range(22):
            t = i / 22 * 2 * math.pi
            rr = k.r.uniform(.72, 1.12)
            dx, dy = w * rr * math.cos(t), h * rr * math.sin(t)
            q.append((x + dx, y + dy + dx * sl))
        k.poly([(a + 3, b + 5) for a, b in q], "#6f6b62")
        k.poly(q, "#98674f", "#7f5541", rough=3)
        rows = int(h * 2 / 15)
        for i in range(rows):
            yy = y - h + 15 * i
            k.line([(x - w * .8, yy - w * .8 * sl), (x + w * .8, yy + w * .8 * sl)], 2, "#5f4336", curve=False, alpha=.45)
            for j in range(int(w / 17)):
                xx = x - w * .8 + 34 * j + (17 if i % 2 else 0)
                if abs(xx - x) < w * .75 and abs(yy - y) < h * .8:
                    k.line([(xx, yy + (xx - x) * sl), (xx, yy + 14 + (xx - x) * sl)], 2, "#5f4336", curve=False, alpha=.4)
    off(150, 640, 120, 86)
    off(520, 470, 84, 44)
    off(800, 590, 52, 34)
    off(60, 330, 60, 40)
    for _ in range(30):  # torn papers
        u, v = k.r.uniform(.03, .95), k.r.uniform(.25, .75)
        w, h = k.r.uniform(.018, .04), k.r.uniform(.06, .13)
        q = [at(u, v), at(u + w, v + k.r.uniform(-.01, .01)), at(u + w * k.r.uniform(.7, 1), v + h), at(u + w * .3, v + h * k.r.uniform(.7, 1)), at(u, v + h * k.r.uniform(.6, 1))]
        col = k.r.choice(["#d8d2c2", "#c9b98f", "#b9c0bd", "#c7a79a", "#dcd7ca"])
        k.poly(q, col, mix(col, INK, .15), rough=2)
    for u in (.12, .36, .55, .74, .9):
        a = at(u, .02)
        b = at(u + k.r.uniform(-.01, .01), k.r.uniform(.5, .95))
        k.line([a, ((a[0] + b[0]) / 2 + 6, (a[1] + b[1]) / 2), b], 16, "#5f5e55", 5, alpha=.35, blur=3)
    k.line([at(.43, .1), at(.45, .35), at(.42, .6), at(.46, .97)], 4, "#4b4a45", 2)
    k.line([at(.69, .1), at(.67, .4), at(.7, .8)], 3, "#4b4a45", 1.5)
    # foot of the wall: weeds, rubble, puddle
    for _ in range(230):
        u = k.r.random()
        x, y = at(u, 1)
        s = 1 - u * .72
        hh = k.r.uniform(14, 52) * s
        k.line([(x, y + 8 * s), (x + k.r.uniform(-14, 22) * s, y - hh)], 5 * s, k.r.choice(["#6f7448", "#8a8658", "#59603f", "#9a9166"]), 1, curve=False)
    k.blob([(330, 985), (640, 900), (900, 880), (1010, 910), (800, 1000), (480, 1040)], "#8f9796", "#6d7573")
    k.blob([(420, 978), (660, 918), (860, 900), (780, 970), (540, 1012)], "#b3b9b4", alpha=.5, blur=4)
    for _ in range(40):
        x, y = k.r.uniform(60, 420), k.r.uniform(880, 1010)
        w = k.r.uniform(12, 34)
        k.poly([(x, y), (x + w, y - 9), (x + w + 6, y + 8), (x + 5, y + 15)], k.r.choice([BRICK, "#8f887b", "#6d665b", "#a79e8c"]))
    k.line([(1200, 640), (1204, 300)], 11, "#5f594f", curve=False)
    k.line([(1160, 340), (1250, 330)], 6, "#5f594f", curve=False)
    for y in (332, 344):
        k.line([(-10, y - 250), (600, y - 60), (1204, y)], 2.5, "#4b4a45", tex=0)
    k.line([(1204, 334), (1400, 310), (1610, 330)], 2.5, "#4b4a45", tex=0)


def mural():
    m = Canvas("mural-inset", 1500, 560, "#f0e2bd")
    m.rect(0, 0, 1500, 560, "#f4e6c2", "#e9d6a6")
    m.glow(250, 150, 300, "#ffd9a0", .5)
    m.ell(470, 150, 70, 78, "#e2593c", "#c63d2c")
    m.ell(470, 150, 88, 98, "#e2593c", alpha=.22)
    for x, y, q, f in ((120, 120, 70, 1), (205, 70, 50, 1), (290, 128, 44, 1)):
        m.egret(x, y, q, f, fly=True)
    for i, (y, col) in enumerate(((300, "#6fa7a8"), (330, "#4f8f98"), (362, "#2f7485"))):
        pts = [(-20 + x, y + 26 * math.sin(x / 92 + i * 1.3)) for x in range(0, 1560, 30)]
        m.poly(pts + [(1520, 580), (-20, 580)], col, mix(col, INDIGO, .4))
        for x in range(0, 1560, 92):
            m.ell(x + i * 30, y + 60 + i * 22, 34, 9, mix(col, "#ffffff", .5), alpha=.6)
    m.hills(262, 70, "#7fae7d", "#b9cf96", n=8, base=312)
    # boat couple
    m.blob([(20, 344), (60, 392), (170, 408), (290, 388), (340, 330), (280, 358), (170, 368), (70, 360)], "#a5562f", "#6d3a24")
    m.line([(24, 344), (80, 362), (170, 371), (280, 359), (336, 331)], 9, OCHRE)
    m.person(110, 372, 236, "pole", shirt="#27476b", hat="straw", shadow=False)
    m.line([(160, 160), (205, 480)], 7, "#7a5436", curve=False)
    m.person(262, 368, 200, "sit", shirt="#c8402f", female=True, flip=-1, shadow=False, hat="scarf")
    m.basket(305, 352, 44, 36, full="#d9573c")
    for x, y, s_, f in ((90, 486, .8, 1), (260, 504, .7, -1), (430, 440, .6, 1)):
        m.blob([(x - 60 * s_ * f, y), (x - 10 * s_ * f, y - 26 * s_), (x + 50 * s_ * f, y - 8 * s_), (x + 50 * s_ * f, y + 8 * s_), (x - 10 * s_ * f, y + 26 * s_)], "#e2744f", "#c94a34")
        m.poly([(x - 50 * s_ * f, y), (x - 100 * s_ * f, y - 24 * s_), (x - 86 * s_ * f, y), (x - 100 * s_ * f, y + 24 * s_)], "#c94a34")
        m.ell(x + 34 * s_ * f, y - 4 * s_, 5 * s_, 5 * s_, "#fff4dc")
    # giant lotus
    for x, y, r in ((560, 440, 90), (720, 470, 110), (900, 430, 120), (1120, 468, 140), (1330, 420, 120), (1010, 500, 90), (1440, 500, 110)):
        m.lotus(x, y, r, mix("#2f7d5b", JADE, m.r.random() * .6))
    for x, y, r in ((590, 300, 66), (740, 240, 92), (980, 270, 90), (1240, 240, 100), (1430, 280, 80)):
        m.flower(x, y, r, col="#e6728d", stem=210)
    # children running with a kite and dragonflies
    m.person(880, 330, 170, "walk", shirt="#e0a93f", pants="#2f5d6b", child=True, shadow=False)
    for x, y in ((680, 90), (1080, 92), (1290, 120)):
        m.line([(x - 24, y), (x + 24, y - 6)], 5, "#2f5d6b", 2, curve=False)
        for a in (-14, 10):
            m.ell(x + a, y - 14, 20, 6, "#bfe0df", rot=-24, alpha=.8)
            m.ell(x + a, y + 10, 20, 6, "#bfe0df", rot=24, alpha=.8)
    m.rect(0, 0, 1500, 20, "#b8402f")
    m.rect(0, 540, 1500, 560, "#b8402f")
    return m.img.filter(ImageFilter.GaussianBlur(.8))


@scene
def wall_after(k):
    lane(k, True)
    k.quad(mural(), WALLQ)
    # light falls away along the wall
    k.poly([(-60, 176), (1130, 508), (1130, 628), (-60, 968)], "#fff6dd", alpha=.1)
    k.poly([(-60, 146), (1130, 496), (1130, 514), (-60, 192)], "#68777a", "#46535a")
    for i in range(30):
        t = i / 30
        x = -60 + 1190 * t
        k.line([(x, 150 + 348 * t), (x + 4, 190 + 324 * t)], 3, "#36434a", curve=False, alpha=.6)
    # flagstones
    k.poly([(-80, 968), (1130, 628), (1150, 640), (120, 1090), (-80, 1090)], "#d9cdb2", "#bcae8e")
    for i in range(14):
        t = (i / 14) ** .6
        a = (-80 + 1210 * t, 968 - 340 * t)
        b = (120 + 1030 * t, 1090 - 450 * t)
        k.line([a, b], 2.5, "#9c8d6d", curve=False, alpha=.7)
    # pots of flowers along the foot
    for i in range(9):
        t = (i / 9) ** .75
        x, y, s = 30 + 1060 * t, 958 - 300 * t, 1.25 - .98 * t
        k.shade(x + 8 * s, y + 2, 34 * s, 9 * s, .3)
        k.poly([(x - 26 * s, y - 34 * s), (x + 26 * s, y - 34 * s), (x + 18 * s, y), (x - 18 * s, y)], "#b9643f", "#8c452c")
        for _ in range(16):
            k.ell(x + k.r.gauss(0, 16) * s, y - (46 + k.r.uniform(-8, 18)) * s, 10 * s, 8 * s, k.r.choice(["#4d8a52", "#6fa65c", "#3f7549"]))
        for _ in range(9):
            k.ell(x + k.r.gauss(0, 16) * s, y - (54 + k.r.uniform(-8, 16)) * s, 6.5 * s, 6 * s, k.r.choice(["#e2593c", "#f0c24f", "#e58aa0", "#fbf3df"]))
    k.line([(1200, 640), (1202, 330)], 9, "#4d5a55", curve=False)
    k.lantern(1236, 392, 20, cord=20)
    k.line([(1202, 344), (1240, 342)], 5, "#4d5a55", curve=False)
    k.person(1010, 790, 168, "walk", shirt="#e6b64c", pants="#3d5a80", child=True)
    k.person(1110, 770, 150, "wave", shirt=VERM, pants="#f0e6d0", child=True, female=True, flip=-1)
    k.person(700, 960, 290, "stand", shirt="#44617d", pants="#3d4347", hat="straw")
    k.person(800, 950, 268, "offer", shirt="#b8423a", pants="#4a3f3a", female=True, flip=-1)
    k.tree(1480, 880, 330, leaf="#5b9a5a", light="#c8da8a", wide=.9)
    k.grass(800, 1060, 200, ["#6f9a5e", "#a9c27a", "#5c8a55"], x0=1470, h=22)

@scene
def ditch_work(k):
    H = k.h
    k.sky("#9cc7d3", "#cfe0d6", "#f3e7c9", until=400)
    k.hills(330, 50, "#a5bfb3", "#cbd8c4", seed=3, base=420)
    k.treeline(392, 60, "#55836a", 26)
    for x, w, st, rf in ((120, 120, 1, ROOF), (270, 130, 2, BRICK), (1300, 130, 1, ROOF), (1450, 120, 2, ROOF)):
        k.house(x, 408, w, 74 if st == 1 else 104, roof=rf, storeys=st)
    k.rect(-4, 404, k.w + 4, H + 4, "#d8bf6d", "#b99a4b")
    # ripe rice left and right
    for _ in range(2600):
        t = k.r.random() ** 1.25
        y = 414 + 660 * t
        x = k.r.uniform(-20, k.w + 20)
        cx = 860 - 260 * t
        if abs(x - cx) < 60 + 470 * t:
            continue
        q = 8 + 40 * t
        k.line([(x, y + 4), (x + k.r.uniform(-.15, .35) * q, y - q)], 2 + 3.4 * t, k.r.choice(["#e7cf7e", "#cfae55", "#b8923f", "#a9a557", "#f0dd97"]), .8, curve=False, tex=0)
    # the canal, its banks, its mud
    k.poly([(805, 410), (915, 410), (1290, 1090), (-160, 1090)], "#a9bd74", "#7f9a58")
    k.grass(430, 1070, 620, ["#8fae6a", "#6f9455", "#a9c27a", "#5e844c"], x0=60, x1=1270, h=26)
    k.poly([(826, 410), (894, 410), (1110, 1090), (10, 1090)], "#8d6f50", "#6a4f39")
    k.poly([(842, 410), (880, 410), (900, 1090), (230, 1090)], "#5f4a38", "#473529")
    for _ in range(70):
        t = k.r.random()
        x = 860 - 290 * t + k.r.uniform(-30, 30) * (1 + 8 * t)
        k.ell(x, 420 + 640 * t, 10 + 70 * t, 3 + 10 * t, k.r.choice(["#7d6650", "#55432f", "#8c7359"]), alpha=.45)
    k.blob([(700, 700), (770, 690), (690, 860), (560, 1000), (470, 1010), (560, 860)], "#8ba3a0", "#6f8784", alpha=.75, blur=2)
    k.ripples(720, 1000, 20, "#dfe9e2", .5, x0=520, x1=740, lng=60)
    # heaps of dug mud on the bank
    for x, y, r in ((1010, 760, 66), (1120, 900, 92), (930, 600, 40), (310, 800, 60), (170, 960, 86)):
        k.blob([(x - r, y), (x - r * .4, y - r * .6), (x + r * .3, y - r * .66), (x + r, y)], "#7a5f47", "#54402f")
        for _ in range(8):
            k.ell(x + k.r.uniform(-.6, .6) * r, y - k.r.uniform(.05, .5) * r, r * .1, r * .05, "#96795c", alpha=.7)
    k.willow(1420, 620, 420)
    # the line of people, far to near
    P = [(800, 476, 78, "dig", SHIRTS[0], "straw", -1), (862, 486, 80, "bend", SHIRTS[1], "scarf", 1), (760, 540, 108, "bend", SHIRTS[3], "straw", 1), (842, 560, 112, "dig", SHIRTS[2], None, -1),
         (690, 640, 152, "dig", SHIRTS[1], "straw", 1), (820, 668, 158, "bend", SHIRTS[5], "straw", -1), (930, 700, 168, "dig", SHIRTS[7], None, -1)]
    for x, y, h, pose, sh, hat, f in P:
        p = k.person(x, y, h, pose, shirt=sh, hat=hat, flip=f, female=hat == "scarf")
        a = p["rh"]
        k.shovel((a[0] - h * .16 * f, a[1] - h * .26), (a[0] + h * .16 * f, min(y + h * .02, a[1] + h * .34)), h)
    p = k.person(560, 905, 330, "dig", shirt="#3f5f86", hat="straw")
    k.shovel((p["rh"][0] - 40, p["rh"][1] - 90), (p["rh"][0] + 74, p["rh"][1] + 150), 330)
    p = k.person(900, 990, 350, "bend", shirt="#b8423a", hat="straw", flip=-1, female=True)
    k.shovel((p["rh"][0] + 70, p["rh"][1] - 90), (p["rh"][0] - 70, p["rh"][1] + 120), 350)
    # with the pole and two baskets
    x, y, h = 1230, 900, 320
    p = k.person(x, y, h, "carry", shirt="#5f8a6b", hat="straw", flip=-1)
    sx, sy = p["sh"][0], p["sh"][1] - 10
    k.line([(sx - 150, sy + 16), (sx, sy - 6), (sx + 150, sy + 16)], 11, "#a97f4b")
    for d in (-142, 142):
        for q in (-34, 34):
            k.line([(sx + d, sy + 14), (sx + d + q, sy + 142)], 2.4, "#6d5132", curve=False)
        k.basket(sx + d, sy + 196, 92, 54, full="#6b5340")
    for x, y in ((90, 520), (1150, 470)):
        k.line([(x, y), (x, y - 120)], 5, "#7a5436", curve=False)
        k.poly([(x, y - 120), (x + 66, y - 104), (x, y - 78)], RED, mix(RED, INK, .2))


@scene
def night_talk(k):
    H = k.h
    k.sky("#131c36", "#1d2b4c", "#2f4563", "#4a6276", until=640)
    for _ in range(170):
        x, y = k.r.uniform(0, k.w), k.r.uniform(0, 480)
        k.ell(x, y, k.r.uniform(.8, 2.2), k.r.uniform(.8, 2.2), "#f7efd5", alpha=k.r.uniform(.3, .95), tex=0)
    k.glow(1330, 170, 220, "#c8cfa8", .5)
    k.ell(1330, 170, 54, 54, "#f6ecc6", "#e9d59c")
    k.ell(1310, 160, 48, 50, "#24344f", alpha=.28)
    k.hills(560, 60, "#2b3f58", "#34495f", seed=4, base=700)
    k.treeline(600, 90, "#1d3040", 30)
    for x, w, st in ((40, 170, 1), (250, 190, 2), (1100, 180, 1), (1320, 210, 2)):
        k.house(x, 650, w, 110 if st == 1 else 156, wall="#6f7688", roof="#27303f", storeys=st, lit="#f6c566", door="#5b2a2a")
        k.glow(x + w * .5, 600, w * .8, "#d98c3a", .35)
    k.rect(-4, 640, k.w + 4, H + 4, "#2b3b40", "#141d24")
    # the pool of light on the ground
    k.ell(800, 830, 620, 210, "#e8a851", alpha=.5, blur=70, tex=0)
    k.ell(800, 830, 420, 140, "#f3c277", alpha=.55, blur=50, tex=0)
    # the old tree
    k.line([(420, 860), (440, 640), (400, 420), (470, 180)], 118, "#4a3528", 50)
    k.line([(440, 840), (452, 640), (425, 430)], 26, "#a06a3c", 10, alpha=.55)
    k.line([(415, 470), (600, 330), (840, 262)], 46, "#46332a", 14)
    k.line([(415, 420), (300, 260), (160, 200)], 40, "#3c2c25", 12)
    k.line([(330, 862), (400, 820), (440, 760)], 30, "#4a3528", 50)
    k.line([(560, 866), (480, 820), (450, 760)], 26, "#5b4130", 44)
    for i in range(150):
        rr, aa = math.sqrt((i + .5) / 150), i * 2.39996
        x, y = 480 + rr * math.cos(aa) * 520, 150 + rr * math.sin(aa) * 170
        d = math.hypot(x - 800, y - 420)
        warm = max(0, 1 - d / 420)
        k.ell(x, y, k.r.uniform(44, 70), k.r.uniform(32, 50), mix(mix("#15282c", "#24453f", k.r.random()), "#b79a4a", warm * .6), rough=.1)
    for _ in range(280):
        x, y = k.r.gauss(640, 230), k.r.gauss(240, 70)
        d = math.hypot(x - 800, y - 420)
        k.ell(x, y, 10, 6, mix("#2f5a4a", "#e9cf7a", max(0, 1 - d / 330)), rot=k.r.uniform(0, 180), tex=0, alpha=.85)
    # lamp
    k.line([(800, 276), (800, 392)], 4, "#1c1713", curve=False)
    k.glow(800, 430, 520, "#f0a94e", .62)
    k.glow(800, 430, 190, "#ffe2a6", .8)
    k.poly([(752, 424), (776, 390), (824, 390), (848, 424)], "#2b3238", "#1a2025")
    k.ell(800, 430, 24, 22, "#fff4cf")
    for _ in range(26):
        a, d = k.r.uniform(0, 6.3), k.r.uniform(40, 170)
        k.ell(800 + d * math.cos(a), 432 + d * .7 * math.sin(a), 2.6, 1.7, "#fff0c4", tex=0, alpha=.9)
    # those who face us, on the far side
    warm = lambda col: mix(mix(col, "#f0b060", .3), INK, .1)
    back_row = [(520, 760, 0), (610, 742, 1), (700, 732, 2), (792, 728, 5), (884, 734, 3), (974, 744, 4), (1066, 762, 7)]
    for i, (x, y, sidx) in enumerate(back_row):
        k.stool(x, y + 4, 58, "#7a5436", ht=50)
        k.person(x, y, 218, "sit", shirt=warm(SHIRTS[sidx]), pants="#3a3a3c", hair=["#2b2523", "#a9a49c", "#2b2523", "#8f8b86", "#2b2523", "#2b2523", "#c9c4ba"][i], flip=1 if x < 800 else -1, female=i % 3 == 1, skin="#e8b184")
    # the one who speaks
    k.person(1190, 800, 330, "offer", shirt=warm("#e6ddc8"), pants="#3b434b", flip=-1, skin="#e8b184", hair="#a9a49c")
    # table with tea
    k.ell(800, 842, 120, 34, "#2a1d14", alpha=.6, blur=8, tex=0)
    for x in (730, 870):
        k.limb((x, 790), (x - 4, 850), 14, 12, "#4b3323")
    k.ell(800, 792, 104, 30, "#a9743f", "#7a5030")
    k.ell(800, 786, 104, 28, "#d59a5a", "#b0753f")
    k.blob([(770, 784), (764, 752), (786, 736), (814, 736), (834, 752), (828, 784)], "#d9d3c2", "#8f9aa0")
    k.line([(832, 764), (856, 752), (862, 738)], 8, "#b9bdb8", 5)
    for x, y in ((724, 790), (876, 786), (848, 798), (756, 802)):
        k.ell(x, y - 8, 12, 5, "#8a5a34")
        k.poly([(x - 12, y - 8), (x + 12, y - 8), (x + 8, y + 6), (x - 8, y + 6)], "#efe6d2", "#c9b998")
    # backs, dark against the light
    for x, y, h, hr, fem in ((300, 960, 300, "#16181c", 0), (470, 1000, 320, "#23201e", 1), (660, 1030, 330, "#16181c", 0), (930, 1034, 330, "#55524f", 1), (1120, 1004, 320, "#16181c", 0), (1310, 966, 300, "#23201e", 1)):
        k.stool(x, y + 2, 84, "#32241b", ht=h * .24)
        k.person(x, y, h, "sitback", shirt=mix(k.r.choice(SHIRTS), "#121a26", .66), pants="#14181d", hair=hr, back=True, female=bool(fem), skin="#7a5a46", shoes="#0e1013", light=.2)
        k.line([(x - h * .1, y - h * .54), (x - h * .04, y - h * .6), (x + h * .04, y - h * .6), (x + h * .1, y - h * .54)], h * .014, "#f0b867", alpha=.75)
        k.line([(x - h * .06, y - h * .745), (x, y - h * .762), (x + h * .06, y - h * .745)], h * .012, "#f0b867", alpha=.6)
    k.person(1440, 930, 190, "stand", shirt=mix("#d2a04c", "#1a2230", .4), pants="#1a2026", flip=-1, child=True, skin="#b98a68")
    for _ in range(34):  # fireflies
        x, y = k.r.choice([k.r.uniform(20, 330), k.r.uniform(1280, 1590)]), k.r.uniform(640, 900)
        k.glow(x, y, 16, "#d7e86a", .8)
        k.ell(x, y, 2, 2, "#f4f7b0", tex=0)


def sack(k, x, y, w, h, col="#f0e6d0", band=RED):
    k.shade(x, y, w * .55, h * .06, .3)
    k.blob([(x - w * .46, y - h * .02), (x - w * .52, y - h * .5), (x - w * .38, y - h * .84), (x, y - h * .86), (x + w * .38, y - h * .84), (x + w * .52, y - h * .5), (x + w * .46, y - h * .02), (x, y + h * .02)], mix(col, "#ffffff", .25), mix(col, EARTH, .22))
    k.blob([(x - w * .3, y - h * .82), (x - w * .34, y - h * .98), (x - w * .1, y - h * .92), (x + w * .1, y - h), (x + w * .34, y - h * .95), (x + w * .28, y - h * .82)], mix(col, EARTH, .14))
    k.line([(x - w * .32, y - h * .84), (x, y - h * .81), (x + w * .32, y - h * .84)], h * .03, band)
    k.ell(x, y - h * .44, w * .27, h * .2, band, mix(band, INK, .15))
    for i in range(-2, 3):  # an ear of rice
        k.ell(x + i * w * .055, y - h * .47 - abs(i) * -h * .02, w * .022, h * .06, STRAW, rot=i * 14)
    k.line([(x, y - h * .3), (x, y - h * .52)], w * .012, STRAW)


def bottle(k, x, y, w, h, col="#e0ab3c", cap=RED, label="#f5ead0"):
    k.shade(x, y, w * .6, h * .05, .28)
    k.blob([(x - w * .42, y), (x - w * .46, y - h * .3), (x - w * .44, y - h * .56), (x - w * .2, y - h * .76), (x - w * .16, y - h * .9), (x + w * .16, y - h * .9), (x + w * .2, y - h * .76), (x + w * .44, y - h * .56), (x + w * .46, y - h * .3), (x + w * .42, y)], mix(col, "#ffffff", .2), mix(col, BRICK, .3))
    k.rect(x - w * .19, y - h, x + w * .19, y - h * .88, mix(cap, "#ffffff", .1), mix(cap, INK, .25))
    k.rect(x - w * .43, y - h * .5, x + w * .43, y - h * .16, label, mix(label, EARTH, .12))
    k.ell(x, y - h * .33, w * .2, h * .09, GREEN)
    for i in range(5):
        k.ell(x + math.cos(i * 1.256) * w * .1, y - h * .33 + math.sin(i * 1.256) * h * .045, w * .07, h * .03, "#f3c94a")
    k.line([(x - w * .33, y - h * .54), (x - w * .35, y - h * .1)], w * .06, "#ffffff", w * .03, alpha=.4, tex=0)


def melon(k, x, y, r, cut=False):
    k.shade(x, y + r * .82, r * .95, r * .16, .32)
    k.ell(x, y, r * 1.06, r * .95, "#4c8a4a", "#1f5236")
    for i in range(-3, 4):
        t = i / 3.4
        k.line([(x + t * r * .2, y - r * .93), (x + t * r * 1.02 + k.r.uniform(-3, 3), y - r * .3), (x + t * r * 1.02 + k.r.uniform(-3, 3), y + r * .3), (x + t * r * .2, y + r * .93)], r * .11, "#173d2a", r * .07, alpha=.75)
    k.ell(x - r * .36, y - r * .42, r * .22, r * .14, "#ffffff", alpha=.3, blur=r * .04, rot=-30, tex=0)
    k.line([(x, y - r * .92), (x + r * .06, y - r * 1.06), (x + r * .2, y - r * 1.1)], r * .07, "#7a8a3f", r * .03)


@scene
def redemption(k):
    H = k.h
    k.sky("#a8cfd8", "#d8e4d4", "#f5e9cc", until=520)
    k.treeline(500, 110, "#5a8a68", 30)
    k.rect(-4, 480, k.w + 4, 640, "#5a8a68", "#a9bf86")
    k.tree(1490, 610, 380, leaf="#4c8a55", light="#bcd486")
    # the stage behind, roof and pillars
    k.blob([(-60, 214), (90, 120), (500, 84), (980, 92), (1250, 150), (1330, 216), (1200, 232), (0, 236)], "#6d777a", "#414a4e")
    for i in range(44):
        t = i / 43
        k.line([(110 + 1020 * t, 128), (-20 + 1290 * t, 232)], 3, "#2f373b", curve=False, alpha=.5)
    k.rect(-4, 226, 1250, 262, "#2f5d57", "#244a46")
    for i in range(17):
        k.ell(30 + 74 * i, 244, 8, 8, OCHRE if i % 2 else VERM)
    k.rect(-4, 262, 1220, 600, "#99372d", "#6f221d")
    for x in range(-10, 1220, 34):
        k.line([(x, 262), (x + k.r.uniform(-6, 6), 600)], 13, k.r.choice(["#a8402f", "#8a2c25", "#b54a38"]), 20, alpha=.7)
    for x in (60, 420, 800, 1180):
        k.rect(x - 19, 258, x + 19, 620, "#c2392e", "#8c2821")
        k.rect(x - 11, 258, x - 5, 612, "#e0705c", alpha=.5)
    for x in (150, 250, 340, 520, 610, 700, 900, 1000, 1100):
        k.lantern(x, 318 + 6 * math.sin(x), 27, cord=40)
    k.rect(-4, 590, k.w + 4, H + 4, "#d8caa8", "#b9a67e")
    for i in range(8):
        y = 616 + i * i * 7
        k.line([(-10, y), (1610, y)], 2, "#a3906a", curve=False, alpha=.5)
    # shelves
    for bx in (130, 510, 890):
        k.rect(bx - 10, 372, bx + 330, 660, "#6b4a30", "#50361f")
        for j in range(3):
            y = 456 + j * 92
            k.rect(bx, y - 80, bx + 320, y, "#8a6443", "#6f4d31")
            k.rect(bx - 10, y, bx + 330, y + 12, "#b98a58", "#8d6439")
    for j in range(5):
        bottle(k, 168 + j * 62, 456, 40, 72)
    for j in range(6):
        k.rect(150 + j * 52, 512, 192 + j * 52, 548, k.r.choice(["#dfe8e2", "#e9cfc6", "#cfe0d0"]), "#b9c4bb")
        k.ell(171 + j * 52, 530, 12, 8, "#7fae9a")
    for j in range(4):
        sack(k, 184 + j * 78, 640, 62, 74)
    for j in range(4):
        x = 560 + j * 76
        k.blob([(x - 24, 456), (x - 26, 410), (x - 12, 392), (x + 12, 392), (x + 26, 410), (x + 24, 456)], "#d9473a", "#9c2b23")
        k.ell(x, 390, 9, 6, OCHRE)
        k.line([(x + 22, 404), (x + 38, 424), (x + 24, 444)], 6, "#5b4634")
    for j in range(7):
        k.rect(534 + j * 44, 500, 570 + j * 44, 548, k.r.choice(["#f4e3b5", "#ead39a"]), "#d6b878")
        k.rect(534 + j * 44, 516, 570 + j * 44, 532, RED)
    for j in range(5):
        k.ell(556 + j * 62, 624, 26, 15, k.r.choice(["#7fa8b5", "#d98c7a", "#e9d9a9"]))
        k.ell(556 + j * 62, 608, 24, 14, k.r.choice(["#e5b7a9", "#8fb6a0", "#c9d7dd"]))
    for j in range(5):
        x = 926 + j * 62
        k.rect(x - 20, 398, x + 20, 456, "#7db0c4", "#4f86a0")
        k.rect(x - 9, 384, x + 9, 400, "#f0f0e8")
        k.ell(x, 428, 13, 13, "#f4f1e0")
    for j in range(8):
        k.rect(904 + j * 38, 506 + (j % 3) * 4, 934 + j * 38, 548, ["#c9503f", "#3f6f8c", "#5f8a6b", "#d2a04c"][j % 4])
        k.rect(904 + j * 38, 512 + (j % 3) * 4, 934 + j * 38, 518 + (j % 3) * 4, "#f5ead0")
    for j in range(4):
        k.lantern(936 + j * 76, 606, 26, cord=0)
    # counter and red cloth
    k.poly([(90, 704), (1230, 704), (1260, 742), (60, 742)], "#e3c695", "#c9a468")
    k.rect(60, 742, 1260, 900, "#b8332a", "#861f1a")
    for i in range(30):
        x = 60 + 40 * i
        k.line([(x, 744), (x + k.r.uniform(-8, 8), 900)], 9, "#8d241d", 16, alpha=.5)
    k.rect(60, 742, 1260, 752, OCHRE)
    # behind the counter
    k.person(300, 800, 300, "offer", shirt="#e6ddc8", pants="#444444", female=True, apron="#c9473a", shadow=False)
    k.person(690, 800, 312, "stand", shirt="#3f5f86", hat="cap", shadow=False)
    k.person(1040, 800, 300, "offer", shirt="#5f8a6b", female=True, flip=-1, apron="#e6b64c", shadow=False)
    k.poly([(90, 704), (1230, 704), (1260, 742), (60, 742)], "#e3c695", "#c9a468")
    k.rect(60, 742, 1260, 900, "#b8332a", "#861f1a")
    for i in range(30):
        x = 74 + 41 * i
        k.line([(x, 752), (x + k.r.uniform(-6, 6), 896)], 9, "#8d241d", 14, alpha=.45)
    k.rect(60, 742, 1260, 752, OCHRE)
    k.shade(660, 904, 600, 9, .3)
    k.rect(640, 690, 760, 722, "#f6efdc", "#dccfae")   # the account book
    k.line([(700, 690), (700, 722)], 2, "#a3906a", curve=False)
    for i in range(4):
        k.line([(650, 698 + 6 * i), (692, 698 + 6 * i)], 1.5, "#8a7a5c", curve=False)
        k.line([(708, 698 + 6 * i), (750, 698 + 6 * i)], 1.5, "#8a7a5c", curve=False)
    sack(k, 450, 732, 74, 88)
    bottle(k, 520, 728, 44, 84)
    k.basket(870, 728, 96, 50, full="#e9dfc6")
    for dx in (-24, 0, 24):
        k.ell(870 + dx, 672, 20, 13, "#f0e6d0", "#d8c8a4")
    # in front: people with baskets, children, melons
    for x, y, h, pose, col, f, fem, hair in ((200, 1000, 372, "offer", "#8a5a70", 1, True, "#a9a49c"), (560, 1020, 386, "stand", "#4a4f63", 1, False, HAIR), (716, 1012, 360, "clap", "#c9704a", -1, True, HAIR), (960, 1006, 366, "wave", "#7b9bb0", -1, False, "#8f8b86")):
        p = k.person(x, y, h, pose, shirt=col, flip=f, female=fem, hair=hair)
        if pose not in ("wave", "clap"):
            q = p["rh"] if pose == "stand" else p["lh"]
            k.line([(q[0] - 34, q[1] + 60), (q[0], q[1] - 6), (q[0] + 34, q[1] + 60)], 5, "#a97f4b")
            k.basket(q[0], q[1] + 104, 92, 50, full=k.r.choice(["#e9dfc6", "#d9573c", "#8fb06a"]))
    k.person(420, 1010, 218, "wave", shirt=VERM, pants="#3d5a80", child=True)
    k.person(825, 1016, 206, "stand", shirt="#e6b64c", pants="#5f4a3a", child=True, female=True, flip=-1)
    # melon cart
    k.shade(1390, 1016, 210, 20, .35)
    for x in (1290, 1500):
        k.ell(x, 980, 44, 44, "#2c2a28")
        k.ell(x, 980, 28, 28, "#b9b2a2")
        k.ell(x, 980, 8, 8, "#2c2a28")
    k.poly([(1200, 846), (1590, 846), (1570, 950), (1220, 950)], "#b0703f", "#7f4c2a")
    for i in range(1, 4):
        k.line([(1205 + i * 4, 846 + 26 * i), (1586 - i * 4, 846 + 26 * i)], 3, "#633a1f", curve=False)
    for x, y, r in ((1270, 816, 54), (1380, 812, 58), (1492, 816, 54), (1324, 750, 50), (1432, 746, 52), (1378, 690, 46)):
        melon(k, x, y, r)
    k.person(1520, 1030, 356, "stand", shirt="#e6ddc8", hat="straw", flip=-1)


def crayfish(k, x, y, s, rot=0, col="#c8402f"):
    co, si = math.cos(math.radians(rot)), math.sin(math.radians(rot))
    T = lambda u, v: (x + (u * co - v * si) * s, y + (u * si + v * co) * s)
    d = mix(col, INK, .35)
    for sg in (-1, 1):
        k.line([T(.5, .12 * sg), T(.8, .3 * sg), T(1.02, .24 * sg)], s * .1, col, s * .09)
        k.blob([T(1.0, .16 * sg), T(1.2, .13 * sg), T(1.42, .2 * sg), T(1.2, .26 * sg), T(1.4, .34 * sg), T(1.12, .38 * sg), T(.96, .3 * sg)], mix(col, "#ff9a6a", .2), d)
        for j in range(4):
            k.line([T(.3 - j * .13, .1 * sg), T(.34 - j * .16, .34 * sg), T(.24 - j * .18, .42 * sg)], s * .035, d, s * .015)
        k.line([T(.62, .07 * sg), T(1.0, .02 * sg), T(1.5, -.12 * sg + .1)], s * .022, d, s * .006)
    for j in range(6, -1, -1):
        t = j / 6
        u = -.15 - .62 * t
        k.ell(*T(u, 0), s * .13, s * (.2 - .075 * t), mix(col, INK, .05 + .14 * (j % 2)), rot=rot)
    for a in (-.2, -.08, .08, .2):
        k.blob([T(-.8, a * .5), T(-.98, a * 1.0 - .05), T(-1.08, a * 1.2), T(-.98, a * 1.0 + .07)], mix(col, "#ff9a6a", .15), d)
    k.ell(*T(.24, 0), s * .42, s * .2, mix(col, "#ff8a5a", .22), mix(col, INK, .18), rot=rot)
    k.ell(*T(.22, -.05), s * .26, s * .05, "#ffb48e", rot=rot, alpha=.5, tex=0)
    for sg in (-1, 1):
        k.ell(*T(.58, .08 * sg), s * .035, s * .035, INK, tex=0)


@scene
def livestream(k):
    H = k.h
    k.sky("#4d6f8f", "#8aa9b5", "#e8c9a2", "#f6dcae", until=430)
    k.glow(420, 372, 420, "#ffc27a", .7)
    k.ell(420, 372, 46, 46, "#fff0c9", "#f8c584")
    k.hills(360, 50, "#7f9fa3", "#c8c6ad", seed=2, base=460)
    k.treeline(424, 46, "#4f7a72", 22)
    k.rect(-4, 430, k.w + 4, 760, "#d9cba4", "#6f9a92")
    k.reflect(432, 130, .8, "#d9cba4")
    k.ell(420, 540, 46, 130, "#ffe0aa", alpha=.5, blur=18, tex=0)
    for i in range(7):  # ridges of the paddies
        t = (i / 7) ** 1.5
        y = 446 + 300 * t
        k.line([(-10, y), (500, y + 6 * t + 3), (1610, y - 3)], 3 + 9 * t, "#5c8a55", alpha=.9)
        for _ in range(120):
            x = k.r.uniform(0, k.w)
            q = 8 + 26 * t
            k.line([(x, y + 2), (x + k.r.uniform(-.3, .3) * q, y - q)], 1.5 + 2 * t, k.r.choice(["#7fae5f", "#a9c774", "#5c8a55"]), .6, curve=False, tex=0)
    k.ripples(450, 740, 60, "#fff0d0", .5)
    for x, y, s in ((250, 512, .6), (980, 486, .5)):  # people at the nets far away
        k.person(x, y, 110 * s + 30, "bend", shirt=SHIRTS[1 if x < 500 else 0], hat="straw", shadow=False)
        k.glow(x + 26, y - 60, 26, "#ffe9b0", .8)
    k.egret(700, 520, 52)
    k.rect(-4, 440, k.w + 4, 500, "#f7e6c6", alpha=.35, blur=24, tex=0)
    k.rect(-4, 730, k.w + 4, H + 4, "#a58a5e", "#6f5638")
    k.grass(726, 790, 260, ["#7f9a58", "#9fb06e", "#5e7a48"], h=30)
    # the table
    k.poly([(380, 800), (1270, 800), (1360, 880), (300, 880)], "#d6a868", "#b07f45")
    k.rect(300, 880, 1360, 912, "#8d6439", "#6d4a28")
    for x in (360, 1300):
        k.rect(x - 18, 912, x + 18, 1080, "#7a5530", "#553a20")
    k.rect(390, 912, 1270, 1080, "#b8332a", "#7f1f1a")
    for i in range(22):
        k.line([(400 + 40 * i, 914), (396 + 40 * i + k.r.uniform(-8, 8), 1080)], 9, "#8d241d", 15, alpha=.5)
    # the two behind it
    k.person(700, 1010, 470, "offer", shirt="#c9473a", female=True, shadow=False, apron="#f0e2c4")
    k.person(1010, 1010, 500, "wave", shirt="#3f5f86", hat="straw", flip=-1, shadow=False)
    crayfish(k, 908, 500, 62, -70)
    k.poly([(380, 800), (1270, 800), (1360, 880), (300, 880)], "#d6a868", "#b07f45")
    k.rect(300, 880, 1360, 1070, "#8d6439", "#5d3f24", alpha=1)
    k.rect(300, 900, 1360, 1080, "#b8332a", "#7f1f1a")
    for i in range(26):
        k.line([(312 + 41 * i, 902), (308 + 41 * i + k.r.uniform(-8, 8), 1080)], 9, "#8d241d", 15, alpha=.5)
    k.rect(300, 896, 1360, 906, OCHRE)
    # baskets full of red
    for bx, by, bw in ((520, 870, 250), (1140, 866, 230)):
        k.shade(bx, by + 4, bw * .5, 14, .4)
        k.basket(bx, by, bw, 96)
        for i in range(26):
            rr, aa = math.sqrt(i / 26), i * 2.39996
            crayfish(k, bx + rr * math.cos(aa) * bw * .4, by - 102 + rr * math.sin(aa) * bw * .12 - (1 - rr) * 34, bw * .16, k.r.uniform(0, 360), k.r.choice(["#c8402f", "#b8332a", "#a82c2a", "#d2543a"]))
        k.line([(bx - bw * .5, by - 96), (bx, by - 96 + bw * .13), (bx + bw * .5, by - 96)], 12, "#e2bd83")
    crayfish(k, 820, 846, 62, 8)
    crayfish(k, 720, 858, 50, 190, "#b8332a")
    crayfish(k, 930, 858, 46, -25, "#d2543a")
    # ring light and phone, its back to us
    for dx in (-74, 0, 84):
        k.line([(196, 700), (196 + dx, 1070)], 10, "#2b2e31", 8, curve=False)
    k.line([(196, 470), (196, 720)], 9, "#3a3e42", curve=False)
    k.glow(196, 420, 330, "#fff2cf", .75)
    for a in range(0, 360, 6):
        t = math.radians(a)
        k.ell(196 + 116 * math.cos(t), 420 + 122 * math.sin(t), 17, 17, "#fffaf0", tex=0)
    for a in range(0, 360, 4):
        t = math.radians(a)
        k.ell(196 + 136 * math.cos(t), 420 + 142 * math.sin(t), 6, 6, "#565c60", tex=0)
    k.poly([(150, 336), (242, 336), (242, 506), (150, 506)], "#2b2e31", "#1a1c1e")
    k.poly([(158, 346), (234, 346), (234, 496), (158, 496)], "#4a5258", "#30363a")
    k.ell(174, 362, 9, 9, "#15171a")
    k.ell(174, 386, 9, 9, "#15171a")
    # helpers and boxes at the right
    k.person(1450, 1040, 410, "stand", shirt="#5f8a6b", female=True, flip=-1, apron="#e6b64c")
    for x, y, w in ((1380, 1060, 150), (1540, 1066, 130)):
        k.poly([(x - w / 2, y - 96), (x + w / 2, y - 96), (x + w / 2, y), (x - w / 2, y)], "#e9e6dc", "#bfc4c0")
        k.poly([(x - w / 2, y - 96), (x - w / 2 + 18, y - 116), (x + w / 2 + 18, y - 116), (x + w / 2, y - 96)], "#fbf8ef")
        k.rect(x - w / 2, y - 60, x + w / 2, y - 44, "#c8402f")


@scene
def corridor(k):
    H = k.h
    k.sky("#a9d0d6", "#dbe7d6", "#f6ebcf", until=620)
    k.treeline(520, 120, "#6a9a72", 36)
    k.rect(-4, 520, k.w + 4, 660, "#88b07a", "#a9bf86")
    k.rect(-4, 640, k.w + 4, k.h, "#a9bf86", "#6f9a5e")
    k.blob([(-120, 640), (60, 606), (420, 604), (600, 630), (650, 680), (560, 750), (300, 786), (-120, 790)], "#a9cbbf", "#7fae9f")
    k.grass(786, 1060, 260, ["#6f9455", "#a9c27a", "#5e844c"], x0=-10, x1=420, h=30)
    k.grass(640, 1060, 320, ["#6f9455", "#a9c27a", "#5e844c"], x0=1080, h=26)
    k.tree(1330, 700, 300, leaf="#4c8a55", light="#c8da8a")
    k.ripples(624, 750, 40, "#f4faf0", .6, x1=560)
    for x, y, r in ((60, 690, 40), (190, 720, 54), (330, 680, 36), (450, 730, 50), (120, 745, 60), (560, 700, 34)):
        k.lotus(x, y, r)
    for x, y, r in ((110, 640, 24), (380, 640, 26), (250, 650, 20)):
        k.flower(x, y, r, stem=50)
    # floor in perspective
    V = (980, 520)
    k.poly([(900, 600), (1070, 600), (1700, 1090), (-60, 1090)], "#d9c7a0", "#b29a6c")
    for i in range(14):
        t = (i / 13) ** 2.2
        y = 604 + 480 * t
        k.line([(900 - 960 * t, y), (1070 + 630 * t, y)], 1.6 + 2 * t, "#8f7a52", curve=False, alpha=.6)
    for i in range(-6, 9):
        k.line([(985 + i * 13, 600), (880 + i * 150, 1090)], 2, "#8f7a52", curve=False, alpha=.5)
    # roof
    k.poly([(-60, -20), (1700, -20), (1700, 60), (1092, 420), (884, 420), (-60, 90)], "#8a5f3c", "#5f3f27")
    for i in range(12):
        t = (i / 11) ** 2
        y = 420 - 420 * t
        k.line([(886 - 900 * t, y + 10), (1090 + 560 * t, y + 4)], 4 + 18 * t, "#a8764a", curve=False)
        k.line([(886 - 900 * t, y + 14 + 8 * t), (1090 + 560 * t, y + 8 + 8 * t)], 2 + 5 * t, "#4a301d", curve=False, alpha=.6)
    for i in range(-3, 6):
        k.line([(984 + i * 20, 420), (840 + i * 260, -20)], 5, "#6d4a2e", 14, curve=False, alpha=.7)
    # posts far to near, left and right; benches between
    for i in range(5):
        t = (i / 4) ** 1.7
        lx, rx = 904 - 720 * t, 1072 + 460 * t
        topy, boty, w = 424 - 330 * t, 606 + 380 * t, 11 + 46 * t
        for x in (lx, rx):
            k.rect(x - w / 2, topy, x + w / 2, boty, "#b8402f", "#8a2a20")
            k.rect(x - w * .3, topy, x - w * .12, boty, "#e0785f", alpha=.55)
            k.poly([(x - w * .8, boty), (x + w * .8, boty), (x + w * .7, boty - w * .7), (x - w * .7, boty - w * .7)], "#cfc7b4", "#9b9380")
        if i < 4:
            t2 = ((i + 1) / 4) ** 1.7
            lx2, rx2, b2 = 904 - 720 * t2, 1072 + 460 * t2, 606 + 380 * t2
            for a, b, sgn in ((lx, lx2, 1), (rx, rx2, -1)):
                h1, h2 = 24 + 100 * t, 24 + 100 * t2
                k.poly([(a, boty - h1), (b, b2 - h2), (b, b2 - h2 + 10 + 20 * t2), (a, boty - h1 + 6 + 14 * t)], "#d69a5c", "#a8703d")
                for q in range(5):
                    u = q / 5
                    xx = a + (b - a) * u
                    y0 = boty - h1 + (b2 - h2 - boty + h1) * u
                    y1 = boty + (b2 - boty) * u
                    k.line([(xx, y0 + 6), (xx, y1)], 3 + 6 * t, "#9b6638", curve=False)
    for i in range(4):
        t = ((i + .6) / 4) ** 1.8
        k.lantern(986 - 60 * t + 20, 470 - 330 * t, 12 + 46 * t, cord=30 + 20 * t)
    # old pictures, hung in a row on the right
    for i in range(4):
        t = ((i + .55) / 4) ** 1.6
        x, y, s = 1074 + 430 * t, 470 - 130 * t, 18 + 70 * t
        k.poly([(x - s * .5, y - s * .6), (x + s * .5, y - s * .72), (x + s * .5, y + s * .72), (x - s * .5, y + s * .6)], "#6d4a2e")
        k.poly([(x - s * .4, y - s * .48), (x + s * .4, y - s * .58), (x + s * .4, y + s * .58), (x - s * .4, y + s * .48)], "#d8c6a0", "#a58f6a")
        k.ell(x, y - s * .06, s * .13, s * .16, "#7d6a4c")
        k.blob([(x - s * .26, y + s * .44), (x - s * .16, y + s * .12), (x + s * .16, y + s * .12), (x + s * .26, y + s * .46)], "#6b5a40")
    # creeper over the near left
    for i in range(40):
        x = -20 + k.r.random() ** 1.4 * 560
        y = 96 + x * .34
        ln = k.r.uniform(60, 260) * (1 - x / 900)
        k.line([(x, y - 16), (x + k.r.uniform(-12, 12), y + ln * .5), (x + k.r.uniform(-26, 26), y + ln)], 4, "#4f7d4a", 1.5)
        for j in range(9):
            u = k.r.random()
            k.ell(x + k.r.uniform(-22, 22), y + ln * u, 13, 9, k.r.choice(["#4f8a55", "#6fa65c", "#8fbb6a", "#3f7549"]), rot=k.r.uniform(0, 180))
        if k.r.random() < .8:
            fx, fy = x + k.r.uniform(-14, 14), y + ln * k.r.uniform(.4, 1)
            for j in range(10):
                k.ell(fx + k.r.gauss(0, 9), fy + j * 7, 9 - j * .6, 7, k.r.choice(["#a98fc4", "#c4addb", "#8f74b0"]))
    # chess: two old men, one looking on; a child reading
    k.shade(600, 968, 220, 20, .3)
    k.stool(462, 958, 120, ht=96)
    k.stool(756, 958, 120, ht=96)
    k.person(470, 950, 400, "sit", shirt="#44617d", hair="#c9c4ba", shadow=False)
    k.person(748, 950, 400, "sit", shirt="#8a7a5c", hair="#a9a49c", flip=-1, shadow=False)
    k.rect(548, 856, 664, 872, "#c98f52", "#9b6638")
    k.limb((562, 872), (556, 960), 14, 12, "#7a5030")
    k.limb((650, 872), (656, 960), 14, 12, "#7a5030")
    k.poly([(560, 838), (652, 838), (672, 858), (540, 858)], "#edd6a0", "#d2b272")
    for x, y, col in ((580, 846, RED), (612, 844, INK), (636, 850, RED), (596, 854, INK), (622, 855, RED)):
        k.ell(x, y, 8, 4.5, mix("#f4e6c2", EARTH, .2))
        k.ell(x, y - 2, 5, 2.6, col, tex=0)
    k.person(300, 940, 400, "stand", shirt="#5f8a6b", hair="#8f8b86")
    k.stool(1180, 904, 96, ht=72)
    p = k.person(1180, 900, 300, "sit", shirt=VERM, pants="#3d5a80", child=True, female=True, flip=-1)
    k.poly([(p["rh"][0] - 44, p["rh"][1] - 28), (p["rh"][0] - 6, p["rh"][1] - 14), (p["rh"][0] + 30, p["rh"][1] - 30), (p["rh"][0] + 26, p["rh"][1] + 10), (p["rh"][0] - 6, p["rh"][1] + 22), (p["rh"][0] - 44, p["rh"][1] + 10)], "#fbf3df", "#e0d0a9")
    k.person(1010, 720, 176, "walk", shirt="#e6b64c", pants="#44506a", child=True, flip=-1)
    k.person(960, 690, 150, "stand", shirt="#7b9bb0")


@scene
def road_work(k):
    H = k.h
    k.sky("#b7c4c4", "#d8d9c9", "#efe3c6", until=430)
    for x, y in ((260, 120), (900, 90), (1320, 170)):
        for dx, dy, r in ((0, 0, 70), (90, 10, 84), (190, 6, 60)):
            k.ell(x + dx, y + dy, r * 1.6, r * .42, "#9fa9aa", alpha=.5, blur=10)
    k.hills(390, 46, "#a5b8ab", "#c6cfb9", seed=6, base=460)
    k.treeline(428, 56, "#5a7f63", 24)
    for x, w, st, rf in ((1180, 120, 1, BRICK), (1320, 140, 2, ROOF), (1490, 120, 1, ROOF)):
        k.house(x, 446, w, 74 if st == 1 else 108, roof=rf, storeys=st)
    k.rect(-4, 440, k.w + 4, H + 4, "#b7a565", "#8f8a4c")
    for _ in range(1500):
        t = k.r.random()
        y = 446 + 640 * t
        x = k.r.uniform(-20, 1620)
        q = 6 + 22 * t
        k.line([(x, y), (x + k.r.uniform(-.5, .5) * q, y - q)], 1.6 + 2 * t, k.r.choice(["#cdb873", "#a39a58", "#8f9455", "#b8ac66"]), .6, curve=False, tex=0)
    # road bed, laid in layers
    k.poly([(560, 446), (640, 446), (1420, 1090), (120, 1090)], "#7f6a50", "#5f4c38")
    k.poly([(568, 446), (630, 446), (1240, 1090), (250, 1090)], "#b9aa90", "#948468")
    for _ in range(900):
        t = k.r.random() ** .8
        x = 600 + (k.r.uniform(-1, 1)) * (28 + 460 * t) + 140 * t
        q = 1.5 + 9 * t
        k.poly([(x - q, 452 + 620 * t), (x, 452 + 620 * t - q * .8), (x + q, 452 + 620 * t), (x + q * .4, 452 + 620 * t + q * .6)], k.r.choice(["#d8ccb4", "#8f8168", "#a79a80", "#75684f", "#c3b79c"]))
    k.poly([(560, 446), (600, 446), (520, 700), (330, 1090), (110, 1090)], "#e2d6bb", "#c4b590", alpha=.55)
    # tractor with trailer
    k.shade(500, 760, 240, 22, .35)
    k.poly([(300, 560), (520, 560), (506, 700), (318, 700)], "#5f7f9a", "#3d5a75")
    for i in range(1, 4):
        k.line([(304 + 4 * i, 560 + 35 * i), (516 - 4 * i, 560 + 35 * i)], 3, "#2f465c", curve=False)
    k.blob([(306, 566), (350, 500), (430, 486), (490, 516), (516, 566)], "#9a8467", "#7a664b")
    for _ in range(50):
        x = k.r.uniform(322, 500)
        k.ell(x, k.r.uniform(510, 562), 7, 5, k.r.choice(["#c3b79c", "#75684f", "#a79a80"]))
    k.rect(520, 664, 580, 676, "#3a3f42")
    k.blob([(566, 690), (560, 628), (600, 610), (700, 616), (742, 640), (746, 700)], "#c8402f", "#8c2821")
    k.rect(566, 540, 574, 640, "#3a3f42")
    k.rect(640, 540, 648, 630, "#3a3f42")
    k.poly([(548, 528), (664, 528), (672, 546), (540, 546)], "#d9a441", "#a67a2c")
    k.person(604, 676, 160, "sit", shirt="#3f5f86", hat="cap", shadow=False)
    k.line([(696, 616), (700, 560)], 9, "#3a3f42", curve=False)
    for x, r in ((350, 46), (470, 46), (596, 66), (716, 44)):
        k.ell(x, 716 - (r - 46) * .5, r, r, "#26262a")
        k.ell(x, 716 - (r - 46) * .5, r * .58, r * .58, "#d9a441", "#a67a2c")
        k.ell(x, 716 - (r - 46) * .5, r * .18, r * .18, "#26262a")
    # road roller
    k.shade(1010, 640, 120, 14, .3)
    k.blob([(940, 600), (944, 556), (1000, 548), (1080, 556), (1084, 604)], "#e0ab3c", "#b07f24")
    k.rect(990, 486, 996, 556, "#3a3f42")
    k.rect(1056, 486, 1062, 556, "#3a3f42")
    k.rect(974, 478, 1076, 490, "#e0ab3c")
    k.person(1024, 580, 110, "sit", shirt="#b8423a", hat="straw", shadow=False, flip=-1)
    k.ell(944, 608, 36, 36, "#6d7377", "#43484b")
    k.ell(1072, 608, 34, 34, "#6d7377", "#43484b")
    # heap and diggers
    k.blob([(760, 840), (820, 760), (920, 740), (1010, 770), (1060, 842), (910, 870)], "#a08a6c", "#7a664b")
    for _ in range(130):
        x, y = k.r.uniform(780, 1040), k.r.uniform(764, 858)
        k.ell(x, y, 8, 6, k.r.choice(["#d8ccb4", "#8f8168", "#75684f", "#c3b79c"]))
    for x, y, h, pose, col, hat, f in ((740, 900, 300, "dig", "#5f8a6b", "straw", 1), (1120, 890, 296, "bend", "#3f5f86", None, -1), (900, 1010, 330, "dig", "#b8423a", "straw", -1)):
        p = k.person(x, y, h, pose, shirt=col, hat=hat, flip=f)
        a = p["rh"]
        k.shovel((a[0] - 56 * f, a[1] - 84), (a[0] + 60 * f, a[1] + 116), h)
    x, y, h = 1360, 980, 340
    p = k.person(x, y, h, "carry", shirt="#d2a04c", hat="straw", flip=-1, female=True)
    sx, sy = p["sh"][0], p["sh"][1] - 10
    k.line([(sx - 150, sy + 16), (sx, sy - 6), (sx + 150, sy + 16)], 11, "#a97f4b")
    for d in (-142, 142):
        for q in (-34, 34):
            k.line([(sx + d, sy + 14), (sx + d + q, sy + 150)], 2.4, "#6d5132", curve=False)
        k.basket(sx + d, sy + 204, 94, 54, full="#a08a6c")
    p = k.person(220, 1010, 330, "walk", shirt="#8a5a70", female=True, hat="scarf")
    k.basket(p["rh"][0] + 20, p["rh"][1] + 70, 100, 56, full="#f0e6d0")


@scene
def patrol(k):
    H = k.h
    k.sky("#161f36", "#26354f", "#47586a", "#77837f", until=470)
    for x, y in ((200, 110), (620, 70), (1050, 150), (1420, 90), (860, 240)):
        for dx, dy, r in ((0, 0, 90), (120, 18, 110), (260, 6, 80)):
            k.ell(x + dx, y + dy, r * 1.7, r * .4, "#111a2c", alpha=.4, blur=16)
    k.hills(430, 30, "#2f4253", "#3b4d5a", seed=8, base=500)
    # the river, full
    k.rect(-4, 450, 800, H + 4, "#6d7a72", "#2e3f48")
    k.rect(760, 450, k.w + 4, 520, "#2b3c46", "#2d4030")
    k.ripples(462, 1050, 150, "#b7bfae", .4, x0=-20, x1=900, lng=150)
    for i in range(8):
        y = 480 + i * i * 8.5
        k.line([(-20, y), (200, y + 9), (420, y - 4), (700, y + 8)], 2 + i * .8, "#4c5c5e", alpha=.6)
    for x, y, w in ((140, 600, 130), (420, 520, 80), (90, 850, 180)):
        k.line([(x, y), (x + w, y - 10)], 9, "#4d4132", 4)
        k.line([(x + w * .5, y - 5), (x + w * .6, y - 34)], 5, "#4d4132", 2, curve=False)
    for x, y in ((330, 470), (300, 690)):
        k.line([(x, y + 30), (x + 4, y - 90)], 13, "#2a2d2a", 7)
        for i in range(22):
            k.ell(x + k.r.gauss(0, 34), y - 92 + k.r.gauss(0, 22), 26, 18, k.r.choice(["#22352f", "#2d4638", "#1a2a29"]), rough=.12)
    # levee
    k.poly([(700, 470), (790, 470), (1720, 1090), (360, 1090)], "#6d6a4a", "#47462f")
    k.poly([(738, 470), (766, 470), (1380, 1090), (640, 1090)], "#9a8c6b", "#6f6148")
    k.poly([(766, 470), (830, 474), (1720, 900), (1720, 1090), (1380, 1090)], "#3f5238", "#26361f")
    k.grass(500, 1080, 420, ["#5b6a42", "#7a8050", "#40522f", "#8b8a5a"], x0=1000, h=34)
    k.rect(1100, 440, k.w + 4, 476, "#22322f")
    for x, w in ((1180, 110), (1320, 130), (1480, 110)):
        k.house(x, 486, w, 70, wall="#6a7180", roof="#252d3a", lit="#f6c566", door="#5b2a2a")
        k.glow(x + w / 2, 462, w, "#d98c3a", .45)
    k.poly([(770, 470), (1700, 486), (1720, 900), (830, 476)], "#2d4030", "#33472f")
    # sandbags along the water side
    for i in range(30):
        t = (i / 29) ** 1.8
        for row in range(3):
            x = 726 - 250 * t + (row % 2) * 12 * (1 + 3 * t)
            y = 482 + 570 * t - row * (6 + 26 * t)
            w = 9 + 56 * t
            k.ell(x, y, w, w * .36, mix("#b5a27a", INK, .08 + .1 * row), mix("#7d6d4c", INK, .12))
            k.line([(x - w * .8, y - w * .12), (x, y - w * .2), (x + w * .8, y - w * .12)], 1 + 2 * t, "#d8c79d", alpha=.5)
    # beams, people with coats
    def beam(x, y, x2, y2, r):
        d = math.hypot(x2 - x, y2 - y)
        nx, ny = -(y2 - y) / d * r, (x2 - x) / d * r
        for w, a in ((1.0, .16), (.7, .2), (.4, .24)):
            k.poly([(x, y), (x2 + nx * w, y2 + ny * w), (x2 - nx * w, y2 - ny * w)], "#ffe6a8", alpha=a, blur=6, tex=0)
        k.ell(x2, y2, r * 1.1, r * .4, "#ffe2a0", alpha=.42, blur=9, tex=0)
        k.glow(x, y, 30, "#fff3c8", .95)
    rows = [(770, 520, 66, "#d2a04c", -1), (800, 560, 92, "#c9704a", -1), (838, 620, 130, "#d9b23c", -1), (890, 710, 190, "#d2803c", -1)]
    for x, y, h, col, f in rows:
        p = k.person(x, y, h, "walk", shirt=mix(col, "#1d2740", .22), pants="#22303a", hat="hood", flip=f, skin="#c9946c", shoes="#191b1d")
        beam(p["rh"][0], p["rh"][1], p["rh"][0] - h * 1.2, y + h * .12, h * .22)
    # two near, one with the bamboo, one pointing
    p = k.person(1000, 960, 430, "walk", shirt="#d9a93c", pants="#2a3742", hat="hood", flip=-1, skin="#d9a57e", shoes="#191b1d")
    beam(p["rh"][0], p["rh"][1], 560, 990, 92)
    p2 = k.person(1240, 1000, 450, "pole", shirt="#c8603a", pants="#26333d", hat="hood", flip=-1, skin="#d9a57e", shoes="#191b1d")
    k.line([(p2["rh"][0] + 18, p2["rh"][1] - 190), (p2["rh"][0] - 18, p2["rh"][1] + 250)], 10, "#b59a5a", curve=False)
    for i in range(5):
        k.line([(p2["rh"][0] + 14 - 8 * i, p2["rh"][1] - 150 + 90 * i), (p2["rh"][0] + 22 - 8 * i, p2["rh"][1] - 148 + 90 * i)], 5, "#7d6a3a", curve=False)
    k.line([(p2["hip"][0] - 46, p2["hip"][1] - 6), (p2["hip"][0] + 46, p2["hip"][1] - 6)], 7, "#3a2f28", curve=False)
    for _ in range(260):  # thin rain
        x, y = k.r.uniform(-20, 1640), k.r.uniform(-20, 1080)
        ln = k.r.uniform(20, 52)
        k.line([(x, y), (x - ln * .22, y + ln)], 1.3, "#cfd8da", curve=False, alpha=.3, tex=0)


@scene
def stage_show(k):
    H = k.h
    k.sky("#2c3563", "#6a5580", "#c57f74", "#eab07a", until=520)
    for _ in range(60):
        k.ell(k.r.uniform(0, k.w), k.r.uniform(0, 200), 1.6, 1.6, "#f7efd5", alpha=.8, tex=0)
    k.treeline(520, 120, "#2d3d4c", 36)
    k.rect(-4, 500, k.w + 4, H + 4, "#2d3540", "#1a1f2a")
    # stage opening
    k.rect(180, 130, 1420, 720, "#7c2822", "#8c2c25")
    k.glow(800, 420, 640, "#ffb866", .55)
    k.rect(250, 210, 1350, 690, "#f7e4b8", "#e9c487")
    k.ell(800, 420, 190, 190, "#e2694a", alpha=.85)
    k.ell(800, 420, 212, 212, "#e2694a", alpha=.2)
    for i, (y, col) in enumerate(((560, "#9cc0a8"), (600, "#6fa58c"), (640, "#4f8a74"))):
        pts = [(250 + x, y + 16 * math.sin(x / 80 + i * 1.7)) for x in range(0, 1101, 20)]
        k.poly(pts + [(1350, 690), (250, 690)], col, mix(col, GREEN, .25))
    for x, y, r in ((350, 640, 62), (500, 668, 46), (1090, 664, 54), (1240, 636, 66)):
        k.lotus(x, y, r)
    for x, y, r in ((380, 560, 44), (1200, 560, 50), (1290, 600, 32)):
        k.flower(x, y, r, stem=80)
    for x, y, q, f in ((480, 300, 70, 1), (1110, 270, 80, -1), (1200, 330, 54, -1)):
        k.egret(x, y, q, f, fly=True)
    for sg in (-1, 1):  # drapes
        for i in range(11):
            x0 = 800 + sg * (620 - i * 26)
            k.line([(x0, 130), (x0 + sg * i * 1.5, 400), (x0 + sg * (20 + i * 3), 716)], 30, ["#c94a3b", "#a3362d"][i % 2], 34)
    for i in range(14):
        x = 180 + 1240 * i / 13
        k.ell(x, 150, 62, 64, ["#b8402f", "#9c3227"][i % 2], mix("#7a241f", INK, .1))
    k.rect(150, 92, 1450, 150, "#2f5d57", "#234a46")
    for i in range(33):
        k.ell(170 + 1260 * i / 32, 121, 9, 9, OCHRE if i % 2 else VERM)
    for x in (160, 1440):
        k.rect(x - 26, 90, x + 26, 760, "#c2392e", "#8c2821")
        k.rect(x - 15, 90, x - 7, 740, "#e0705c", alpha=.55)
    k.poly([(-60, 66), (150, 84), (1450, 84), (1660, 66), (1500, 14), (800, -6), (100, 14)], "#59646a", "#3a4348")
    for i in range(11):
        k.lantern(230 + 114 * i, 214, 30, on=True, cord=40)
        k.glow(230 + 114 * i, 214, 70, "#ff9a52", .5)
    k.poly([(120, 690), (1480, 690), (1540, 760), (60, 760)], "#c08f58", "#94683a")
    for i in range(22):
        k.line([(140 + 62 * i, 690), (80 + 67 * i, 760)], 2, "#6d4a2a", curve=False, alpha=.5)
    k.rect(60, 760, 1540, 800, "#7a5330", "#543720")
    # players
    for x, h, f, top, low, fem in ((470, 360, 1, "#c8402f", "#2d2a28", False), (660, 372, 1, "#e6b64c", "#8c2821", True), (800, 384, -1, "#c8402f", "#2d2a28", False), (950, 372, -1, "#e6b64c", "#8c2821", True), (1140, 360, -1, "#c8402f", "#2d2a28", False)):
        p = k.person(x, 738, h, "clap", shirt=top, pants=low, flip=f, female=fem, skin="#e6b48a")
        k.line([(p["hip"][0] - h * .1, p["hip"][1] - h * .02), (p["hip"][0] + h * .1, p["hip"][1] - h * .02)], h * .045, "#e6b64c" if top != "#e6b64c" else RED, curve=False)
        k.line([(p["hip"][0] + h * .04, p["hip"][1]), (p["hip"][0] + h * .09 * f, p["hip"][1] + h * .2)], h * .03, "#e6b64c" if top != "#e6b64c" else RED, h * .05)
        for q in ("lh", "rh"):
            a = p[q]
            k.poly([(a[0] - 7, a[1] - 40), (a[0] + 9, a[1] - 38), (a[0] + 12, a[1] + 6), (a[0] - 6, a[1] + 4)], "#d9b06a", "#a87a3c")
            k.line([(a[0] + 3, a[1] - 20), (a[0] + 22, a[1] - 34)], 6, VERM, 2)
    # the heads before it, dark, rimmed with light
    for row, (y, h, n) in enumerate(((900, 250, 15), (980, 300, 12), (1080, 350, 10))):
        for j in range(n):
            x = -30 + (k.w + 60) * (j + .5 * (row % 2)) / (n - 1) + k.r.uniform(-16, 16)
            ch = k.r.random() < .16
            hh = h * (.8 if ch else 1)
            k.person(x, y + 40, hh, "sitback", shirt=mix(k.r.choice(SHIRTS), "#1a2030", .62 + .06 * row), pants="#14181d", hair=k.r.choice(["#191c22", "#23201e", "#6a6663", "#191c22"]), back=True, female=k.r.random() < .45, shadow=False, skin="#6d4f3e", light=.2, child=ch, hat="straw" if k.r.random() < .06 else None)
            k.line([(x - hh * .06, y + 40 - hh * .742), (x, y + 40 - hh * .76), (x + hh * .06, y + 40 - hh * .742)], hh * .012, "#f2b26a", alpha=.7)
            k.line([(x - hh * .11, y + 40 - hh * .56), (x - hh * .04, y + 40 - hh * .61), (x + hh * .04, y + 40 - hh * .61), (x + hh * .11, y + 40 - hh * .56)], hh * .011, "#f2b26a", alpha=.55)
    k.poly([(1220, 860), (1230, 800), (1262, 800), (1256, 866)], mix(SKIN, INK, .3))
    k.person(300, 1010, 230, "wave", shirt=mix(VERM, INK, .35), pants="#1a2026", child=True, back=True, shadow=False)


@scene
def tree_planting(k):
    H = k.h
    k.sky("#a3cfe0", "#cfe3dd", "#f4ecd2", until=420)
    for x, y, s in ((300, 110, 1.2), (880, 70, .9), (1330, 150, 1.1)):
        for dx, dy, r in ((0, 0, 46), (60, 8, 58), (125, 10, 40)):
            k.ell(x + dx * s, y + dy * s, r * 1.5 * s, r * .45 * s, "#fffaf0", alpha=.8, blur=6)
    k.hills(380, 60, "#a7c4b4", "#cfdcc3", seed=9, base=450)
    k.treeline(420, 46, "#6a9a78", 22)
    for x, w, st, rf in ((60, 120, 1, ROOF), (200, 140, 2, BRICK), (360, 110, 1, ROOF), (1240, 130, 2, ROOF), (1400, 120, 1, BRICK)):
        k.house(x, 436, w, 70 if st == 1 else 104, roof=rf, storeys=st)
    k.rect(-4, 430, k.w + 4, 700, "#f0d24f", "#d9b23a")
    for _ in range(2600):  # rape in flower
        t = k.r.random() ** 1.1
        x, y = k.r.uniform(-10, 1610), 436 + 300 * t
        k.ell(x, y, 2 + 5.4 * t, 1.6 + 4 * t, k.r.choice(["#f7e06a", "#fbe98c", "#e6bf3a", "#c9b43a", "#9fae4a", "#f7e06a"]), tex=0)
    # canal
    k.poly([(980, 436), (1040, 436), (1640, 860), (1640, 1090), (1250, 1090)], "#a9cfc8", "#5f9a98")
    k.ripples(470, 1060, 40, "#f4faf2", .5, x0=1080, x1=1600)
    k.poly([(1040, 436), (1070, 436), (1700, 770), (1700, 850)], "#a9c27a", "#7fa05c")
    # bank
    k.poly([(940, 436), (982, 436), (1262, 1090), (-60, 1090), (-60, 700), (600, 640)], "#b5c77e", "#8aa45c")
    k.grass(660, 1080, 800, ["#8fae6a", "#6f9455", "#b9cf86", "#5e844c"], x0=-10, x1=1230, h=24)

    def sapling(x, y, h, leaf="#8fbb5a"):
        k.ell(x, y, h * .12, h * .035, "#7a5c40")
        k.ell(x, y - h * .015, h * .09, h * .024, "#5e452f")
        k.line([(x, y), (x + h * .02, y - h * .5), (x - h * .01, y - h)], h * .028, "#6d5138", h * .01)
        for i in range(9):
            t = .4 + .6 * i / 9
            a = k.r.choice((-1, 1))
            k.line([(x, y - h * t), (x + a * h * .13, y - h * (t + .1)), (x + a * h * .2, y - h * (t + .02))], h * .014, "#7a8a4c", h * .004)
            for j in range(6):
                k.ell(x + a * h * k.r.uniform(.02, .2), y - h * (t + k.r.uniform(-.04, .12)), h * .026, h * .012, k.r.choice([leaf, "#b5d477", "#6f9a4a"]), rot=k.r.uniform(0, 180), tex=0)
    for i in range(9):
        t = (i / 8) ** 1.7
        sapling(968 + 210 * t, 446 + 420 * t, 46 + 230 * t)
    for i in range(6):
        t = (i / 8) ** 1.7
        sapling(1064 + 430 * t, 442 + 220 * t, 40 + 150 * t)
    # the three at work near; others far
    for x, y, h, pose, col, hat, f in ((930, 560, 92, "dig", SHIRTS[0], "straw", 1), (880, 600, 110, "bend", SHIRTS[1], None, 1), (1000, 640, 128, "stand", SHIRTS[3], "straw", -1), (840, 700, 150, "squat", SHIRTS[2], None, 1)):
        p = k.person(x, y, h, pose, shirt=col, hat=hat, flip=f)
        if pose in ("dig", "bend"):
            k.shovel((p["rh"][0] - 16 * f, p["rh"][1] - 28), (p["rh"][0] + 20 * f, p["rh"][1] + 36), h)
    sapling(520, 960, 430)
    k.blob([(430, 966), (470, 930), (520, 938), (580, 930), (620, 968), (520, 984)], "#7a5c40", "#5e452f")
    p = k.person(350, 960, 400, "offer", shirt="#b8423a", female=True, hat="scarf")
    p = k.person(720, 960, 420, "dig", shirt="#3f5f86", hat="straw", flip=-1)
    k.shovel((p["rh"][0] + 60, p["rh"][1] - 96), (p["rh"][0] - 64, p["rh"][1] + 150), 420)
    p = k.person(180, 1010, 250, "walk", shirt="#e6b64c", pants="#3d5a80", child=True)
    k.poly([(p["rh"][0] - 34, p["rh"][1] + 12), (p["rh"][0] + 34, p["rh"][1] + 12), (p["rh"][0] + 26, p["rh"][1] + 84), (p["rh"][0] - 26, p["rh"][1] + 84)], "#6fa0b5", "#44758c")
    k.line([(p["rh"][0] - 32, p["rh"][1] + 14), (p["rh"][0], p["rh"][1] - 10), (p["rh"][0] + 32, p["rh"][1] + 14)], 4, "#5a5f62")
    k.ell(p["rh"][0], p["rh"][1] + 12, 34, 9, "#bfe0e4")
    p = k.person(1010, 990, 400, "carry", shirt="#5f8a6b", hat="straw", flip=1)
    sx, sy = p["sh"][0], p["sh"][1] - 12
    k.line([(sx - 150, sy + 18), (sx, sy - 6), (sx + 150, sy + 18)], 11, "#a97f4b")
    for d in (-142, 142):
        for q in (-30, 30):
            k.line([(sx + d, sy + 16), (sx + d + q * .4, sy + 176)], 2.4, "#6d5132", curve=False)
        k.poly([(sx + d - 42, sy + 170), (sx + d + 42, sy + 170), (sx + d + 33, sy + 252), (sx + d - 33, sy + 252)], "#b9803f", "#84562a")
        k.ell(sx + d, sy + 170, 42, 11, "#9fd0d4")


def street(k, before):
    H = k.h
    if before:
        k.sky("#b3b8b4", "#c6c4b6", "#d8d0bc", until=520)
    else:
        k.sky("#8cc0d6", "#c0dcdc", "#f4ead0", until=520)
        for x, y, s in ((560, 110, 1), (980, 160, .8)):
            for dx, dy, r in ((0, 0, 42), (58, 8, 54), (120, 10, 36)):
                k.ell(x + dx * s, y + dy * s, r * 1.5 * s, r * .45 * s, "#fffaf0", alpha=.8, blur=5)
    d = .42 if before else 0
    G = lambda q: mix(q, "#8f8a7c", d)
    k.treeline(520, 90, G("#5a8a68"), 26, x0=560, x1=1060)
    k.rect(520, 500, 1100, 600, G("#5a8a68"), G("#8fae6c"))
    k.poly([(-60, 1090), (-60, 900), (740, 560), (860, 560), (1660, 900), (1660, 1090)], G("#d3c6a8"), G("#ad9f80"))
    # rows of houses both sides, in perspective
    for sg in (-1, 1):
        for i in range(5):
            t0, t1 = ((4 - i) / 5) ** 1.9, ((5 - i) / 5) ** 1.9
            # far to near
            t0, t1 = (i / 5) ** 1.9, ((i + 1) / 5) ** 1.9
            xa, xb = 800 + sg * (70 + 800 * t0), 800 + sg * (70 + 800 * t1)
            ga, gb = 566 + 400 * t0, 566 + 400 * t1
            ha, hb = 96 + 560 * t0, 96 + 560 * t1
            wall = G([WALL, "#efe2c8", "#e8ded0", "#f2e9d6", "#ece0c4"][(i + (sg > 0)) % 5])
            k.poly([(xa, ga - ha), (xb, gb - hb), (xb, gb), (xa, ga)], wall, mix(wall, EARTH, .22))
            k.poly([(xa, ga - ha - ha * .2), (xb, gb - hb - hb * .2), (xb - sg * hb * .1, gb - hb + hb * .05), (xa - sg * ha * .1, ga - ha + ha * .05)], G(ROOF if (i + (sg > 0)) % 2 else BRICK), G("#3f484c"))
            for u0, u1, v0, v1, col in ((.14, .4, .2, .42, "#8fa3a6"), (.58, .84, .2, .42, "#8fa3a6"), (.36, .62, .62, 1, RED), (.08, .28, .62, .84, "#8fa3a6"), (.72, .92, .62, .84, "#8fa3a6")):
                P = lambda u, v: (xa + (xb - xa) * u, (ga - ha + (gb - hb - ga + ha) * u) * (1 - v) + (ga + (gb - ga) * u) * v)
                c_ = G(col)
                k.poly([P(u0 - .02, v0 - .015), P(u1 + .02, v0 - .015), P(u1 + .02, min(1, v1 + .015)), P(u0 - .02, min(1, v1 + .015))], mix(wall, INK, .45))
                k.poly([P(u0, v0), P(u1, v0), P(u1, v1), P(u0, v1)], c_, mix(c_, INK, .3))
                k.line([P((u0 + u1) / 2, v0), P((u0 + u1) / 2, v1)], 1 + 4 * t1, mix(wall, INK, .35), curve=False)
                if col == RED:
                    for uu in (u0 - .06, u1 + .035):
                        k.poly([P(uu, v0 + .03), P(uu + .03, v0 + .03), P(uu + .03, v1 - .1), P(uu, v1 - .1)], G(VERM))


@scene
def shed_before(k):
    street(k, True)
    tin = ["#6d8aa0", "#8d7f72", "#7f5f4c", "#5f7a78", "#9a8a70", "#74685c"]
    for sg in (-1, 1):
        for i in range(5):
            t0, t1 = ((i + .1) / 5) ** 1.9, ((i + .92) / 5) ** 1.9
            xa, xb = 800 + sg * (70 + 800 * t0), 800 + sg * (70 + 800 * t1)
            ga, gb = 566 + 400 * t0, 566 + 400 * t1
            oa, ob = 26 + 250 * t0, 26 + 250 * t1      # how far into the street
            ha, hb = 46 + 260 * t0, 46 + 260 * t1
            col = tin[(i * 2 + (sg > 0)) % 6]
            # front of the shed
            fa, fb = (xa - sg * oa, ga + oa * .34), (xb - sg * ob, gb + ob * .34)
            k.poly([fa, fb, (fb[0], fb[1] - hb * .86), (fa[0], fa[1] - ha * .86)], mix(col, INK, .18), mix(col, INK, .42))
            k.poly([(xa, ga), fa, (fa[0], fa[1] - ha * .86), (xa, ga - ha)], mix(col, INK, .46))
            for j in range(1, 16):
                u = j / 16
                x = fa[0] + (fb[0] - fa[0]) * u
                y = fa[1] + (fb[1] - fa[1]) * u
                h = (ha + (hb - ha) * u) * .86
                k.line([(x, y), (x, y - h)], 1.5 + 3 * t1, mix(col, INK, .5 if j % 2 else .08), curve=False, alpha=.5)
            for _ in range(5):  # rust
                u = k.r.uniform(.1, .9)
                x, y = fa[0] + (fb[0] - fa[0]) * u, fa[1] + (fb[1] - fa[1]) * u - (ha + (hb - ha) * u) * k.r.uniform(.1, .7)
                k.ell(x, y, 8 + 40 * t1 * k.r.random(), 6 + 24 * t1 * k.r.random(), "#8a4f30", alpha=.45, blur=3, rough=.2)
            # sagging roof sheets
            k.poly([(xa + sg * 4, ga - ha * 1.12), (xb + sg * 8, gb - hb * 1.12), (fb[0] - sg * 16, fb[1] - hb * .82), (fa[0] - sg * 8, fa[1] - ha * .82)], mix(col, "#ffffff", .18), mix(col, INK, .2), rough=2)
            for j in range(1, 12):
                u = j / 12
                k.line([(xa + (xb - xa) * u, ga - ha * 1.12 + ((gb - hb * 1.12) - (ga - ha * 1.12)) * u), (fa[0] + (fb[0] - fa[0]) * u - sg * 10, fa[1] - ha * .82 + ((fb[1] - hb * .82) - (fa[1] - ha * .82)) * u)], 1.5 + 3 * t1, mix(col, INK, .4), curve=False, alpha=.45)
            if k.r.random() < .8:  # a stone or tyre to hold it down
                u = k.r.uniform(.3, .7)
                x, y = (xa + xb) / 2 - sg * (oa + ob) * .22, (ga + gb) / 2 - (ha + hb) * .5
                k.ell(x, y, 8 + 30 * t1, 4 + 13 * t1, "#2c2b2a")
                k.ell(x, y - 2, 4 + 14 * t1, 2 + 6 * t1, mix(col, INK, .1))
    # what spills on the road
    for x, y, s in ((480, 930, 1), (1090, 900, .95), (640, 760, .5), (960, 740, .5), (300, 1030, 1.2), (1300, 1020, 1.2)):
        for _ in range(9):
            xx, yy = x + k.r.uniform(-70, 70) * s, y + k.r.uniform(-16, 16) * s
            w = k.r.uniform(16, 46) * s
            k.poly([(xx, yy), (xx + w, yy - 8 * s), (xx + w + 5, yy - 26 * s), (xx + 4, yy - 22 * s)], k.r.choice(["#9a7a56", "#b79f78", "#7d6a55", "#8f9aa0", "#c9c0ac"]), "#5f5244")
    for x, y, s in ((560, 980, 1.1), (1010, 960, 1)):
        k.ell(x, y, 56 * s, 26 * s, "#2b2a29")
        k.ell(x, y - 5 * s, 28 * s, 11 * s, "#8f8673")
    k.blob([(700, 980), (800, 950), (900, 960), (930, 1000), (820, 1030), (720, 1020)], "#8f8c82", "#77746a", alpha=.8)
    for y0, y1 in ((300, 330), (322, 350)):
        k.line([(-20, y0 - 140), (420, y0), (800, y1 + 60), (1180, y0 - 6), (1620, y0 - 150)], 3, "#3d3b38", tex=0)
    p = k.person(800, 760, 150, "walk", shirt="#8a5a70", female=True, flip=-1)
    # a tricycle that cannot get by
    k.ell(838, 880, 20, 20, "#2a2826")
    k.ell(760, 882, 18, 18, "#2a2826")
    k.poly([(736, 830), (812, 830), (806, 874), (742, 874)], "#5f7f6a", "#3f5a49")
    k.line([(812, 862), (842, 820), (850, 806)], 6, "#3a3f42", curve=False)
    k.person(856, 880, 150, "stand", shirt="#4a4f63", hat="cap", flip=-1)


@scene
def shed_after(k):
    street(k, False)
    for sg in (-1, 1):
        k.poly([(800 + sg * 70, 566), (800 + sg * 870, 966), (800 + sg * 700, 1090), (800 + sg * 690, 1090), (800 + sg * 56, 572)], "#e6dcc4", "#cbbd9c")
        k.line([(800 + sg * 54, 574), (800 + sg * 660, 1100)], 2, "#ffffff", 9, curve=False, alpha=.85)
        for i in range(7):  # planters
            t = ((i + .5) / 7) ** 1.9
            x, y, s = 800 + sg * (78 + 690 * t), 574 + 410 * t, .14 + 1.1 * t
            k.shade(x, y, 44 * s, 10 * s, .28)
            k.poly([(x - 40 * s, y - 34 * s), (x + 40 * s, y - 34 * s), (x + 34 * s, y), (x - 34 * s, y)], "#b9754a", "#8a4f2f")
            for _ in range(18):
                k.ell(x + k.r.uniform(-36, 36) * s, y - (40 + k.r.uniform(0, 34)) * s, 13 * s, 10 * s, k.r.choice(["#4d8a52", "#6fa65c", "#3f7549", "#8fbb6a"]))
            for _ in range(9):
                k.ell(x + k.r.uniform(-34, 34) * s, y - (50 + k.r.uniform(0, 30)) * s, 7 * s, 7 * s, k.r.choice(["#e2593c", "#f0c24f", "#e58aa0", "#fbf3df"]))
        for i in range(3):
            t = ((i + 1.2) / 4.4) ** 1.9
            x, y, s = 800 + sg * (62 + 640 * t), 570 + 380 * t, .2 + .9 * t
            k.line([(x, y), (x, y - 300 * s)], 9 * s, "#4d5a55", 6 * s, curve=False)
            k.line([(x, y - 292 * s), (x - sg * 60 * s, y - 300 * s)], 5 * s, "#4d5a55", curve=False)
            k.lantern(x - sg * 56 * s, y - 262 * s, 22 * s, cord=14 * s)
    # market inside the line: two stalls
    for x, y, s, f in ((330, 900, 1, 1), (1290, 900, 1, -1)):
        k.shade(x, y + 6, 150, 16, .3)
        k.poly([(x - 130, y - 84), (x + 130, y - 84), (x + 146, y - 52), (x - 146, y - 52)], "#d6a868", "#b58549")
        k.rect(x - 146, y - 52, x + 146, y, "#8d6439", "#694826")
        for j in range(11):
            xx = x - 118 + 23 * j
            col = ["#d9473a", "#6fa65c", "#f0e6d0", "#8a4a74", "#e6b64c", "#4d8a52"][j % 6]
            for q in range(4):
                k.ell(xx + k.r.uniform(-7, 7), y - 84 - q * 6 + k.r.uniform(-3, 3), 11, 9, col, mix(col, INK, .2))
        for dx in (-126, 126):
            k.line([(x + dx, y - 60), (x + dx, y - 250)], 7, "#7a5530", curve=False)
        for j in range(6):
            a = x - 160 + 320 * j / 6
            k.poly([(a + 8, y - 300), (a + 320 / 6 + 8 if j < 5 else a + 46, y - 300), (a + 320 / 6, y - 236), (a, y - 236)], VERM if j % 2 else "#f6ecd6", mix(VERM if j % 2 else "#f6ecd6", INK, .12))
    k.person(330, 884, 236, "offer", shirt="#5f8a6b", female=True, apron="#f0e2c4", shadow=False)
    k.poly([(200, 816), (460, 816), (476, 848), (184, 848)], "#d6a868", "#b58549")
    k.rect(184, 848, 476, 900, "#8d6439", "#694826")
    for j in range(11):
        xx = 212 + 23 * j
        col = ["#d9473a", "#6fa65c", "#f0e6d0", "#8a4a74", "#e6b64c", "#4d8a52"][j % 6]
        for q in range(4):
            k.ell(xx + k.r.uniform(-7, 7), 816 - q * 6 + k.r.uniform(-3, 3), 11, 9, col, mix(col, INK, .2))
    p = k.person(540, 960, 300, "stand", shirt="#8a5a70", female=True, flip=-1, hair="#a9a49c")
    k.basket(p["lh"][0], p["lh"][1] + 88, 80, 44, full="#8fb06a")
    k.person(1120, 930, 280, "walk", shirt="#4a4f63", hat="cap", flip=-1)
    k.person(760, 800, 130, "walk", shirt=VERM, pants="#3d5a80", child=True)
    k.person(830, 812, 134, "wave", shirt="#e6b64c", pants="#3d5a80", child=True, flip=-1)
    # the tricycle turns with room to spare
    k.shade(820, 1010, 110, 14, .3)
    for x, r in ((762, 30), (900, 32)):
        k.ell(x, 990, r, r, "#2a2826")
        k.ell(x, 990, r * .6, r * .6, "#c9c2b0")
    k.poly([(700, 906), (834, 906), (826, 976), (710, 976)], "#5f8a9a", "#3d6274")
    for j in range(9):
        k.ell(716 + 14 * j, 900, 15, 12, ["#6fa65c", "#8fbb6a", "#4d8a52"][j % 3], rough=.1)
    k.line([(834, 970), (900, 985)], 8, "#3a3f42", curve=False)
    k.line([(898, 985), (880, 900), (896, 880)], 7, "#3a3f42", curve=False)
    k.person(862, 960, 210, "sit", shirt="#d2a04c", hat="straw", shadow=False)


@scene
def harvest(k):
    H = k.h
    k.sky("#e9b276", "#f3cf97", "#f6e3bb", until=420)
    k.glow(360, 300, 420, "#ffd58f", .7)
    k.ell(360, 300, 58, 58, "#fff0c4", "#f3b45f")
    k.hills(380, 70, "#c9b08f", "#e2cfa4", seed=12, base=460)
    k.hills(410, 40, "#a39b74", "#c4b98c", seed=13, base=470)
    k.treeline(440, 50, "#7a8a58", 24)
    for x, w, st, rf in ((1080, 120, 1, ROOF), (1230, 150, 2, BRICK), (1410, 130, 1, ROOF)):
        k.house(x, 456, w, 72 if st == 1 else 108, roof=rf, storeys=st)
    k.rect(-4, 446, k.w + 4, 720, "#e6c25f", "#cf9f3f")
    for i in range(9):
        t = (i / 9) ** 1.5
        y = 452 + 250 * t
        for _ in range(190):
            x = k.r.uniform(-10, 1610)
            q = 8 + 26 * t
            k.line([(x, y + 3), (x + q * .2, y - q * .7), (x + q * .6, y - q * .8)], 1.6 + 2 * t, k.r.choice(["#f0d680", "#d9ae4a", "#b98a34", "#a9a04a"]), 1, tex=0)
    for x, y, h, pose, col, f in ((240, 590, 130, "bend", SHIRTS[0], 1), (420, 560, 110, "bend", SHIRTS[1], -1), (640, 610, 140, "walk", SHIRTS[2], 1)):
        p = k.person(x, y, h, pose, shirt=col, hat="straw", flip=f)
    for x, y, s in ((540, 640, 1), (150, 660, 1.1), (820, 600, .8), (940, 640, 1)):  # sheaves
        for j in range(22):
            k.line([(x + k.r.uniform(-9, 9) * s, y), (x + k.r.uniform(-4, 4) * s, y - 30 * s), (x + k.r.uniform(-30, 30) * s, y - 70 * s)], 4, k.r.choice(["#e9cd84", "#d2a94e", "#b98f3c"]), 2)
        k.line([(x - 12 * s, y - 30 * s), (x + 12 * s, y - 30 * s)], 7, BRICK, curve=False)
    # the lotus pond, drawn down for digging
    k.blob([(-300, 740), (300, 712), (800, 700), (1300, 708), (1900, 740), (1900, 1100), (-300, 1100)], "#8f8468", "#544a38")
    k.blob([(-80, 820), (260, 770), (760, 752), (1240, 762), (1690, 820), (1690, 1100), (-80, 1100)], "#7d8478", "#3f4a46", alpha=.8, blur=4)
    k.reflect(752, 90, .35, "#a9966b")
    k.ripples(780, 1050, 70, "#f0dfae", .4)
    for _ in range(36):  # withered stalks
        x, y = k.r.uniform(-10, 1610), k.r.uniform(760, 1040)
        if 420 < x < 1180 and y > 800:
            continue
        h = k.r.uniform(60, 150)
        b = k.r.uniform(-40, 40)
        k.line([(x, y), (x + b * .2, y - h * .7), (x + b, y - h)], 4, "#6d5a3a", 2)
        k.blob([(x + b - 22, y - h + 4), (x + b, y - h - 10), (x + b + 24, y - h + 2), (x + b + 8, y - h + 34), (x + b - 8, y - h + 26)], k.r.choice(["#a3854f", "#8a6f42", "#b39a5c"]), "#6d5636")

    def root(x, y, s, rot=0):
        co, si = math.cos(math.radians(rot)), math.sin(math.radians(rot))
        for i, (u, w) in enumerate(((-1.5, .34), (-.5, .4), (.55, .38), (1.5, .28))):
            k.ell(x + u * s * co, y + u * s * si, s * .58, s * w, "#f0dfc0", "#c4a27c", rot=rot)
            k.ell(x + u * s * co - s * .1 * si, y + u * s * si - s * w * .4, s * .34, s * w * .18, "#fff6e4", rot=rot, alpha=.7)
        for u in (-1, .03, 1.05):
            k.ell(x + u * s * co, y + u * s * si, s * .07, s * .22, "#8a6a4a", rot=rot)
    # diggers to the waist
    for x, y, h, col, f in ((560, 960, 380, "#3f5f86", 1), (1000, 930, 350, "#5f8a6b", -1)):
        k.person(x, y + 120, h, "offer", shirt=col, pants="#3b4a4c", hat="straw", flip=f, shadow=False)
        k.blob([(x - 170, y - 30), (x, y - 58), (x + 170, y - 30), (x + 230, y + 60), (x, y + 180), (x - 230, y + 60)], "#5f6a61", "#454f49", alpha=1, blur=5)
        for q in (1, 1.6, 2.3):
            k.ell(x, y - 46, 62 * q, 11 * q, "#d9cfae", alpha=.3 / q, tex=0)
        k.ell(x, y - 52, 50, 9, "#39433f", alpha=.75, blur=2)
    root(690, 828, 42, -12)
    root(870, 812, 38, 14)
    # boat-shaped tub heaped with roots, and baskets on the bank
    k.blob([(690, 930), (720, 980), (800, 994), (880, 980), (912, 926), (800, 946)], "#7a5436", "#4d3524")
    for x, y, r in ((748, 926, -8), (800, 908, 6), (856, 926, -4), (800, 934, 2)):
        root(x, y, 26, r)
    k.line([(694, 932), (800, 956), (908, 930)], 8, "#a97f4b")
    k.poly([(-20, 1010), (320, 960), (420, 1090), (-20, 1090)], "#9a8458", "#6d5a3a")
    k.grass(970, 1080, 90, ["#a9a05a", "#7f8a4c", "#c4b06a"], x0=-10, x1=360, h=30)
    k.basket(120, 1040, 170, 92)
    for x, y, r in ((70, 942, -18), (130, 928, 4), (180, 948, 20), (120, 952, -2)):
        root(x, y, 30, r)
    k.line([(38, 948), (120, 976), (203, 948)], 11, "#e2bd83")
    k.poly([(1250, 1090), (1330, 960), (1640, 930), (1640, 1090)], "#9a8458", "#6d5a3a")
    sack(k, 1400, 1060, 120, 150)
    sack(k, 1530, 1050, 130, 160)
    k.egret(1180, 830, 76, -1)
    k.egret(1380, 240, 70, -1, fly=True)
    k.egret(1480, 200, 54, -1, fly=True)


# ---- goods ----------------------------------------------------------
ITEMS = {}


def item(f):
    ITEMS["item-" + f.__name__] = f
    return f


def ground(k, c1="#f3e2bd", c2="#e3c48c", table="#c98f5a"):
    k.rect(-4, -4, 804, 580, c1, c2)
    k.glow(300, 240, 480, "#fff3d6", .45)
    k.poly([(-10, 560), (810, 560), (810, 810), (-10, 810)], mix(table, "#ffffff", .16), mix(table, INK, .16))
    k.line([(-10, 562), (810, 562)], 5, mix(table, "#fff0cf", .45), curve=False)
    for i in range(9):
        y = 590 + i * i * 3.1
        k.line([(-10, y), (400, y + k.r.uniform(-5, 5)), (810, y + k.r.uniform(-3, 3))], 2, mix(table, INK, .28), alpha=.35)


@item
def rice(k):
    ground(k, "#d9e3d2", "#b9cdb6")
    sack(k, 400, 700, 400, 520)
    k.ell(180, 712, 120, 26, INK, alpha=.2, blur=10, tex=0)
    k.poly([(90, 640), (270, 640), (240, 706), (120, 706)], "#4f7f95", "#35596d")
    k.ell(180, 640, 90, 24, "#fbf6ea", "#e6dcc6")
    for _ in range(170):
        k.ell(180 + k.r.gauss(0, 36), 634 - abs(k.r.gauss(0, 9)), 6, 3, k.r.choice(["#ffffff", "#f4ecd8", "#e9dfc6"]), rot=k.r.uniform(0, 180), tex=0)
    for _ in range(40):
        k.ell(k.r.uniform(250, 700), k.r.uniform(716, 764), 6, 3, k.r.choice(["#ffffff", "#f4ecd8"]), rot=k.r.uniform(0, 180), tex=0)
    for i in range(3):
        x = 640 + i * 26
        k.line([(x + 30, 740), (x, 620), (x - 40 - i * 6, 540)], 4, "#a98f3c", 2)
        for j in range(16):
            t = j / 16
            k.ell(x - 4 - 42 * t + (7 if j % 2 else -7), 612 - 74 * t, 9, 5, k.r.choice(["#e6c25f", "#d2a94e", "#f0d680"]), rot=-60, tex=0)


@item
def oil(k):
    ground(k, "#f0e3b0", "#e0c46f")
    bottle(k, 400, 712, 280, 560, col="#e6ab2f")
    for x, y, r in ((150, 690, 1), (640, 700, 1.1), (690, 650, .9)):
        k.line([(x, 760), (x + 8, y), (x, y - 120)], 7, "#6f9455", 4)
        for j in range(15):
            a, d = k.r.uniform(0, 6.3), k.r.uniform(4, 46)
            cx, cy = x + math.cos(a) * d, y - 120 + math.sin(a) * d
            for q in range(4):
                k.ell(cx + 9 * math.cos(q * 1.57 + .4), cy + 9 * math.sin(q * 1.57 + .4), 9, 7, k.r.choice(["#f7d93f", "#fbe66a", "#e9c12e"]), tex=0)
            k.ell(cx, cy, 4, 4, "#b98a24", tex=0)


@item
def detergent(k):
    ground(k, "#cfe3e6", "#a3c9d2")
    k.shade(410, 712, 190, 24, .3)
    k.blob([(250, 700), (240, 420), (280, 330), (360, 290), (440, 290), (560, 360), (580, 470), (580, 700), (420, 716)], "#5f9fbe", "#2f6585")
    k.blob([(486, 396), (548, 430), (552, 560), (520, 590), (482, 560), (476, 450)], "#b7d6dc", "#8fb9c4")
    k.rect(356, 196, 452, 300, "#f6f2e6", "#cfc8b4")
    for i in range(6):
        k.line([(364 + 16 * i, 206), (364 + 16 * i, 286)], 3, "#b9b29e", curve=False)
    k.rect(346, 286, 462, 306, "#e6dfcc", "#b9b29e")
    k.ell(360, 520, 96, 110, "#f6f2e6", "#e3dac4")
    for i in range(6):
        a = i * 1.047
        k.ell(360 + 34 * math.cos(a), 520 + 38 * math.sin(a), 30, 22, "#e58aa0", "#f4c3cd", rot=math.degrees(a))
    k.ell(360, 520, 18, 18, OCHRE)
    k.line([(270, 400), (262, 520), (270, 660)], 12, "#ffffff", 4, alpha=.35, tex=0)
    for x, y, r in ((660, 640, 44), (720, 560, 26), (640, 540, 18), (150, 620, 34), (120, 540, 20), (690, 460, 14)):
        k.ell(x, y, r, r, "#eaf6f6", alpha=.55)
        k.ell(x - r * .3, y - r * .35, r * .3, r * .2, "#ffffff", rot=-30, tex=0)


@item
def soap(k):
    ground(k, "#f0d9d2", "#e3b7a9")
    for x, y, c1, c2, r in ((470, 600, "#8fc0a8", "#5f947c", 6), (320, 660, "#f0b7ae", "#cf8377", -5)):
        k.shade(x, y + 78, 190, 22, .3)
        co = math.radians(r)
        k.blob([(x - 190, y - 60), (x, y - 92), (x + 190, y - 70), (x + 210, y), (x + 190, y + 66), (x, y + 84), (x - 190, y + 70), (x - 208, y)], c1, c2)
        k.blob([(x - 140, y - 36), (x, y - 58), (x + 140, y - 42), (x + 152, y - 4), (x + 130, y + 34), (x, y + 46), (x - 140, y + 36), (x - 152, y)], mix(c1, "#ffffff", .25), mix(c2, "#ffffff", .12))
        k.flower(x, y + 30, 52, col="#f7dfe0" if r < 0 else "#e4f2e6", stem=0)
        k.line([(x - 170, y - 52), (x, y - 80), (x + 150, y - 62)], 9, "#ffffff", 3, alpha=.45, tex=0)
    for _ in range(46):
        x, y = k.r.uniform(110, 700), k.r.uniform(240, 560)
        r = k.r.uniform(6, 34)
        k.ell(x, y, r, r, k.r.choice(["#fbf6f0", "#e4f2f0", "#f9e4de"]), alpha=.5)
        k.ell(x - r * .3, y - r * .35, r * .28, r * .18, "#ffffff", rot=-30, tex=0, alpha=.9)


@item
def noodles(k):
    ground(k, "#eadfc0", "#d6bd86", table="#a8734a")
    for i, (x, r) in enumerate(((290, -7), (400, 0), (510, 6))):
        co = math.radians(r)
        dx = math.sin(co) * 430
        k.shade(x, 724, 70, 14, .3)
        for j in range(24):
            u = -50 + 100 * j / 23
            k.line([(x + u + dx, 230 + k.r.uniform(-10, 10)), (x + u * .96, 716)], 5, k.r.choice(["#f7ebc9", "#eedcae", "#fbf3dc"]), curve=False)
        k.poly([(x - 60 + dx * .62, 400), (x + 60 + dx * .62, 400), (x + 56 + dx * .2, 610), (x - 56 + dx * .2, 610)], "#c8402f" if i != 1 else "#e6b64c", "#96281f" if i != 1 else "#b8862c")
        k.ell(x + dx * .4, 506, 34, 40, "#f6ecd2")
        k.line([(x + dx * .4 - 18, 520), (x + dx * .4, 486), (x + dx * .4 + 18, 520)], 6, GREEN, 3)
    k.shade(650, 744, 96, 14, .3)
    k.poly([(560, 660), (740, 660), (706, 742), (594, 742)], "#f1efe6", "#c3c8c4")
    k.ell(650, 660, 90, 22, "#d9b36a", "#b88a44")
    for j in range(13):
        a = k.r.uniform(0, 6.3)
        k.line([(650 + 66 * math.cos(a), 660 + 14 * math.sin(a)), (650 + k.r.uniform(-20, 20), 650), (650 - 60 * math.cos(a + .6), 662 - 13 * math.sin(a))], 5, "#f7ebc9", tex=0)
    k.ell(668, 652, 24, 9, "#fbf6ea")
    k.ell(668, 651, 11, 5, "#eda93a")
    for _ in range(9):
        k.ell(650 + k.r.uniform(-60, 40), 658 + k.r.uniform(-8, 8), 6, 3, "#4d8a52", rot=k.r.uniform(0, 90), tex=0)
    k.rect(536, 748, 770, 756, "#8d5a34", "#6d4226")


@item
def towel(k):
    ground(k, "#d9e0e6", "#b3c3d0")
    for i, (c1, c2) in enumerate((("#e9e2d2", "#c9bfa8"), ("#7fb0c4", "#4f86a0"), ("#e7a496", "#c26f60"))):
        y = 710 - i * 104
        k.shade(400, y + 6, 250, 18, .25)
        k.blob([(150, y - 50), (180, y - 98), (400, y - 108), (620, y - 98), (650, y - 50), (620, y - 4), (400, y + 4), (180, y - 4)], c1, c2)
        for q in (-70, -36):
            k.line([(160, y + q + 8), (400, y + q), (642, y + q + 8)], 5, mix(c2, INK, .12), alpha=.5)
        for x in (230, 260, 540, 570):
            k.line([(x, y - 100), (x + 3, y - 50), (x, y - 2)], 9, mix(c1, RED if i == 0 else "#ffffff", .7), alpha=.8)
        for _ in range(260):
            x, yy = k.r.uniform(170, 630), y - 50 + k.r.uniform(-46, 46)
            k.line([(x, yy), (x + k.r.uniform(-4, 4), yy - 6)], 2, mix(c1, "#ffffff", k.r.uniform(.1, .6)), alpha=.5, tex=0)
    k.lotus(400, 372, 70, mix(GREEN, JADE, .5))
    k.flower(400, 364, 54, stem=0)


@item
def thermos(k):
    ground(k, "#efd9b4", "#dcb57a")
    k.shade(410, 720, 170, 24, .35)
    k.line([(540, 330), (650, 380), (650, 540), (540, 600)], 28, "#3a3431", 26)
    k.blob([(270, 706), (262, 400), (290, 300), (350, 262), (450, 262), (510, 300), (538, 400), (530, 706), (400, 722)], "#d9473a", "#8c211b")
    k.rect(340, 176, 460, 270, "#d8d4c6", "#9b978a")
    k.ell(400, 176, 60, 16, "#efece0")
    k.rect(372, 130, 428, 176, "#b98a58", "#8d6439")
    k.line([(454, 250), (516, 226)], 26, "#d8d4c6", 14, curve=False)
    k.rect(266, 640, 534, 662, "#d8d4c6", "#9b978a")
    k.rect(288, 306, 512, 324, "#d8d4c6", "#9b978a")
    for x, y, r in ((370, 500, 70), (452, 560, 44), (340, 580, 36)):  # peony
        for sc, col in ((1, "#f4c9c0"), (.72, "#f7dcd0"), (.44, "#fbeee2")):
            for i in range(8):
                a = i * .785 + sc
                k.ell(x + r * sc * .5 * math.cos(a), y + r * sc * .5 * math.sin(a), r * sc * .5, r * sc * .4, mix(col, RED, .1 * sc), rot=math.degrees(a))
        k.ell(x, y, r * .16, r * .16, OCHRE)
    for x, y, rot in ((300, 470, -40), (450, 480, 30), (420, 622, 60), (300, 622, 140)):
        k.ell(x, y, 36, 14, "#3f7549", "#2b5a3a", rot=rot)
    k.line([(296, 380), (288, 520), (296, 620)], 15, "#ffffff", 5, alpha=.32, tex=0)


@item
def umbrella(k):
    ground(k, "#c9d6dc", "#9fb6c2")
    for _ in range(90):
        x, y = k.r.uniform(0, 800), k.r.uniform(0, 560)
        k.line([(x, y), (x - 7, y + 34)], 2, "#f3f7f7", curve=False, alpha=.5, tex=0)
    k.line([(400, 150), (400, 660)], 13, "#5a4634", curve=False)
    k.line([(400, 650), (398, 700), (366, 722), (338, 704), (336, 680)], 16, "#8d6439")
    pts = [110, 255, 400, 545, 690]
    for i, (a, b) in enumerate(zip(pts, pts[1:])):
        col = ["#c8402f", "#b8332a", "#d2543a", "#a82c2a"][i]
        k.poly(k.smooth([(400, 130), (a * .55 + 180, 200), (a, 420)], closed=False) + k.smooth([(a, 420), ((a + b) / 2, 376), (b, 420)], closed=False) + k.smooth([(b, 420), (b * .55 + 180, 200), (400, 130)], closed=False), mix(col, "#ffffff", .12), mix(col, INK, .16))
    for x in pts[1:-1]:
        k.line([(400, 130), (x * .55 + 180, 200), (x, 420)], 4, "#7a1f1a", alpha=.7)
    for x, y, r in ((250, 330, 30), (540, 300, 36), (410, 290, 24)):
        k.flower(x, y, r, col="#f7cfc6", stem=0)
    k.line([(400, 134), (400, 104)], 12, "#5a4634", 5, curve=False)
    k.ell(400, 726, 210, 26, "#8fa8b5", alpha=.6)
    for x, y in ((250, 700), (560, 690), (620, 740), (190, 748)):
        k.ell(x, y, 42, 9, "#e4eef0", alpha=.6, tex=0)
        k.ell(x, y, 28, 6, "#9fb6c2", alpha=.8, tex=0)


@item
def boots(k):
    ground(k, "#d2d9c4", "#a9b894", table="#8f7a58")
    for x, d, c1, c2 in ((300, 0, "#3f6f5a", "#244a3b"), (470, 46, "#4f8a6f", "#2c5a47")):
        y = 690 + d
        k.shade(x + 70, y + 8, 190, 20, .35)
        k.blob([(x - 78, 240 + d), (x + 82, 240 + d), (x + 88, 420 + d), (x + 96, 540 + d), (x + 180, 600 + d), (x + 252, 640 + d), (x + 246, y), (x - 60, y), (x - 82, y - 20), (x - 86, 520 + d), (x - 76, 380 + d)], c1, c2)
        k.ell(x + 2, 242 + d, 84, 24, mix(c2, INK, .5))
        k.ell(x + 2, 236 + d, 84, 24, mix(c1, "#ffffff", .2))
        k.ell(x + 2, 238 + d, 70, 17, mix(c2, INK, .6))
        k.poly([(x - 84, y - 26), (x + 248, y - 26), (x + 244, y + 6), (x - 80, y + 6)], "#e6cf9a", "#b99a5c")
        for i in range(9):
            k.line([(x - 70 + 36 * i, y - 20), (x - 66 + 36 * i, y + 4)], 6, "#8f7440", curve=False, alpha=.7)
        k.line([(x - 50, 300 + d), (x - 56, 430 + d), (x - 50, 600 + d)], 16, "#ffffff", 5, alpha=.3, tex=0)
        k.line([(x - 78, 300 + d), (x, 316 + d), (x + 82, 300 + d)], 10, mix(c1, "#e6cf9a", .5))
    for _ in range(26):
        k.ell(k.r.uniform(60, 750), k.r.uniform(730, 790), k.r.uniform(5, 20), 4, "#6d5a3c", alpha=.6)


@item
def kettle(k):
    ground(k, "#e6d8c4", "#cbb08c")
    k.shade(400, 706, 230, 26, .35)
    k.line([(246, 400), (236, 220), (400, 150), (564, 220), (554, 400)], 26, "#5a4634")
    k.line([(586, 560), (680, 470), (706, 380), (730, 350)], 66, "#b9c0bf", 34)
    k.blob([(190, 690), (180, 520), (230, 380), (320, 320), (480, 320), (570, 380), (620, 520), (610, 690), (400, 712)], "#dfe4e1", "#8b9698")
    k.blob([(230, 650), (224, 520), (262, 420), (316, 376), (300, 520), (310, 660)], "#ffffff", alpha=.35, blur=10, tex=0)
    k.ell(400, 324, 96, 24, "#c3cac8", "#8b9698")
    k.blob([(320, 318), (350, 284), (450, 284), (480, 318), (400, 330)], "#e9ecea", "#a3adad")
    k.ell(400, 276, 24, 18, "#5a4634")
    k.line([(200, 600), (400, 622), (606, 600)], 8, "#7d898b", alpha=.6)
    k.ell(400, 520, 70, 66, RED, mix(RED, INK, .15))
    k.flower(400, 546, 46, col="#f7cfc6", stem=0)
    for x in (740, 716, 760):
        k.line([(x, 320), (x + 14, 260), (x - 8, 200), (x + 10, 130)], 15, "#ffffff", 4, alpha=.4, blur=5, tex=0)


@item
def sapling(k):
    ground(k, "#e3ead0", "#c3d3a3")
    k.shade(400, 724, 170, 24, .35)
    k.line([(400, 600), (392, 440), (408, 250)], 17, "#6d5138", 7)
    for a, b in (((398, 470), (270, 350)), ((400, 420), (530, 310)), ((404, 350), (310, 230)), ((406, 310), (490, 190))):
        k.line([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 - 16), b], 9, "#6d5138", 3)
    for _ in range(150):
        x, y = 400 + k.r.gauss(0, 108), 285 + k.r.gauss(0, 82)
        k.ell(x, y, 34, 13, k.r.choice(["#3f7549", "#4d8a52", "#2f5d40", "#6fa65c"]), rot=k.r.uniform(-70, 70))
    for _ in range(44):
        x, y = 400 + k.r.gauss(0, 96), 292 + k.r.gauss(0, 74)
        for q in range(5):
            k.ell(x + k.r.uniform(-9, 9), y + k.r.uniform(-9, 9), 5.5, 5, k.r.choice(["#f3c24a", "#f8d97c", "#e6a93a"]), tex=0)
    k.poly([(270, 560), (530, 560), (490, 724), (310, 724)], "#b9643f", "#7f4028")
    k.rect(256, 546, 544, 586, "#c9774f", "#96502f")
    k.ell(400, 548, 132, 20, "#5e452f")
    k.poly([(430, 610), (520, 606), (512, 664), (428, 664)], "#f6ecd2", "#dccba2")
    k.line([(470, 652), (472, 622)], 4, GREEN)
    k.ell(482, 630, 13, 6, GREEN, rot=-30)
    k.ell(460, 636, 13, 6, GREEN, rot=210)


@item
def watermelon(k):
    ground(k, "#d6e6cf", "#a9cba3")
    melon(k, 310, 520, 200)
    x, y = 560, 640
    k.shade(x, y + 110, 170, 22, .3)
    k.ell(x, y - 60, 190, 190, "#2f6b40", "#1f5236", a0=0, a1=180, rot=-8)
    k.ell(x, y - 62, 174, 172, "#e9f0cf", a0=0, a1=180, rot=-8)
    k.ell(x, y - 64, 160, 156, "#e8503f", "#c9302b", a0=0, a1=180, rot=-8)
    for i in range(15):
        a = math.radians(k.r.uniform(14, 160))
        d = k.r.uniform(40, 128)
        k.ell(x + d * math.cos(a), y - 66 + d * math.sin(a), 6, 10, "#26211e", rot=math.degrees(a) - 90, tex=0)


@item
def stationery(k):
    ground(k, "#d6dfe9", "#aebfd3")
    for i, (x, y, r, c1, c2) in enumerate(((330, 520, -8, "#4f7f95", "#35596d"), (410, 540, 4, "#c8402f", "#96281f"))):
        co, si = math.cos(math.radians(r)), math.sin(math.radians(r))
        R = lambda u, v: (x + u * co - v * si, y + u * si + v * co)
        k.poly([R(-150, -196), (R(166, -196)), R(166, 206), R(-150, 206)], "#f6f0e0", "#d9ceb4")
        for j in range(5):
            k.line([R(158, -190 + 4), R(158 + j, 200)], 1.4, "#b9ad92", curve=False, tex=0)
        k.poly([R(-160, -200), R(156, -200), R(156, 200), R(-160, 200)], c1, c2)
        k.poly([R(-160, -200), R(-112, -200), R(-112, 200), R(-160, 200)], mix(c1, INK, .3))
        k.poly([R(-60, -120), R(110, -120), R(110, -20), R(-60, -20)], "#f6ecd2")
        for q in (-90, -66, -44):
            k.line([R(-40, q), R(90, q)], 3, "#b9ad92", curve=False)
        k.flower(*R(26, 120), 46, col="#f7dcd0", stem=0)
    for i, (c1, x) in enumerate((("#e6b64c", 560), ("#5f8a6b", 606), ("#b8332a", 652))):
        a, b = (x + 60, 330 + 16 * i), (x - 70, 700 + 8 * i)
        k.line([a, b], 26, c1, curve=False)
        k.line([(a[0] - 5, a[1]), (b[0] - 5, b[1])], 7, mix(c1, "#ffffff", .4), curve=False)
        d = math.hypot(b[0] - a[0], b[1] - a[1])
        ux, uy = (b[0] - a[0]) / d, (b[1] - a[1]) / d
        k.poly([(b[0] - uy * 13, b[1] + ux * 13), (b[0] + uy * 13, b[1] - ux * 13), (b[0] + ux * 46, b[1] + uy * 46)], "#e9cfa0")
        k.poly([(b[0] + ux * 30 - uy * 5, b[1] + uy * 30 + ux * 5), (b[0] + ux * 30 + uy * 5, b[1] + uy * 30 - ux * 5), (b[0] + ux * 48, b[1] + uy * 48)], INK)
        k.ell(a[0], a[1], 14, 14, "#e58aa0")
    k.blob([(120, 690), (134, 650), (220, 640), (250, 680), (236, 724), (140, 730)], "#f4f0e6", "#cfc8b8")
    k.poly([(120, 684), (180, 666), (188, 730), (134, 732)], "#5f8fb0")


@item
def lantern(k):
    k.rect(-4, -4, 804, 804, "#3a2a3c", "#6d3f3a")
    for _ in range(70):
        x, y, r = k.r.uniform(0, 800), k.r.uniform(0, 800), k.r.uniform(1, 4)
        k.ell(x, y, r, r, "#f3d9a0", alpha=.6, tex=0)
    k.line([(-20, 96), (400, 130), (820, 90)], 24, "#5a3a28")
    for x, y, r in ((250, 380, 138), (556, 460, 138)):
        k.glow(x, y, 330, "#ff8f4a", .6)
        k.line([(x, 116), (x, y - r)], 5, "#8d6439", curve=False)
        k.lantern(x, y, r, on=True, cord=0)
        for u in (.2, .56, .9):
            k.line([(x - r * 1.06 * u, y), (x - r * .9 * u, y - r * .62), (x - r * .4 * u, y - r * .9)], 3, "#f0b45a", alpha=.6)
            k.line([(x + r * 1.06 * u, y), (x + r * .9 * u, y - r * .62), (x + r * .4 * u, y - r * .9)], 3, "#f0b45a", alpha=.6)
        for j in range(-4, 5):
            k.line([(x + j * 7, y + r * 1.1), (x + j * 9, y + r * 1.55), (x + j * 8, y + r * 1.9)], 5, k.r.choice([OCHRE, "#e6b64c", "#b8862c"]), 3)
        k.flower(x, y + 40, 58, col="#f7c98a", stem=0)


if __name__ == "__main__":
    only = sys.argv[1:]
    for name, draw in {**SCENES, **ITEMS}.items():
        if only and name not in only:
            continue
        k = Canvas(name, 800, 800) if name in ITEMS else Canvas(name)
        draw(k)
        k.finish(kb=110 if name in ITEMS else 225)
