"""Counts ranked files with plain Python, independently of the readers: ballots, and those with one candidate alone on the first rank."""
import collections, gzip, io, json, lzma, re, sys, tarfile
base = sys.argv[1] + '/data/'
out = {}

def preflib(text):
    names, total, first = [], 0, collections.Counter()
    for line in text.splitlines():
        if line.startswith('# ALTERNATIVE NAME'): names.append(line.split(':', 1)[1].strip())
        elif line and not line.startswith('#'):
            n, order = line.split(':')
            total += int(n)
            order = order.strip()
            if order and not order.startswith('{'): first[int(order.split(',')[0]) - 1] += int(n)
    return dict(candidates=len(names), ballots=total, first=[first[i] for i in range(len(names))])

def blom(text):
    lines = text.splitlines()
    ids = [x.strip() for x in lines[0].split(',')]
    if 'winner' in ids: ids = ids[:ids.index('winner')]
    at = next(i for i, l in enumerate(lines) if l.startswith('-+-'))
    total, first = 0, collections.Counter()
    for l in lines[at + 1:]:
        m = re.match(r'\s*\((.*)\)\s*:\s*(\d+)', l)
        if not m: continue
        total += int(m[2])
        o = [x.strip() for x in m[1].split(',') if x.strip()]
        if o: first[o[0]] += int(m[2])
    return dict(candidates=len(ids), ballots=total, first=[first[i] for i in ids])

def blt(text, nicks=None):
    lines = [l for l in text.splitlines() if l.strip()]
    n = int(lines[0].split()[0])
    total, first = 0, collections.Counter()
    for l in lines[1:]:
        if l == '0': break
        if l.startswith('[nick'): nicks = {w: i for i, w in enumerate(l.strip('[]').split()[1:])}
        if l.startswith('['): continue
        w = l.split()
        total += int(w[0])
        if len(w) > 2: first[nicks[w[1]] if nicks else int(w[1]) - 1] += int(w[0])
    return dict(candidates=n, ballots=total, first=[first[i] for i in range(n)])

t = tarfile.open(fileobj=io.BytesIO(lzma.open(base + 'real/nsw/nswla_preflib_soi.tar.xz').read()))
for m in t.getmembers():
    if m.name.endswith('.soi'): out['real/nsw/nswla_preflib_soi.tar.xz|' + m.name] = preflib(t.extractfile(m).read().decode('utf-8-sig'))
for f in ('nswla_00058-00000001.soi', 'takomapark_00023-00000001.toi'):
    out['formats/preflib/' + f + '|'] = preflib(open(base + 'formats/preflib/' + f, encoding='utf-8-sig').read())
for a in ('USIRV_blom_txt', 'NSW2015_blom_txt', 'Minneapolis_awaire_txt'):
    t = tarfile.open(base + 'real/irv/' + a + '.tar.gz')
    for m in t.getmembers():
        if m.isfile() and m.name.endswith('.txt') and '._' not in m.name:
            text = t.extractfile(m).read().decode()
            if '-+-' in text: out['real/irv/' + a + '.tar.gz|' + m.name] = blom(text)
out['formats/raire/aspen_2009_mayor_blom.txt|'] = blom(open(base + 'formats/raire/aspen_2009_mayor_blom.txt').read())
for f in ('D1', 'D2'): out['real/portland2024/' + f + '.blt.gz|'] = blt(gzip.open(base + 'real/portland2024/' + f + '.blt.gz').read().decode())
for f in ('stv-rs_tie_break_explicit', 'stv-rs_vegetables'): out['formats/blt/' + f + '.blt|'] = blt(open(base + 'formats/blt/' + f + '.blt').read())
j = json.load(open(base + 'formats/stv_json/concretestv_MultipleExclusionOrdering.stv'))
first = collections.Counter()
for b in j['btl']: first[b['candidates'][0]] += b['n']
n = len(j['metadata']['candidates'])
out['formats/stv_json/concretestv_MultipleExclusionOrdering.stv|'] = dict(candidates=n, ballots=sum(b['n'] for b in j['btl']), first=[first[i] for i in range(n)])
json.dump(out, open('tests/expected/orders.json', 'w'))
print(len(out))

cards = {}
for f in ('formats/raire/albury_head30.raire', 'formats/raire/aspen_2009_mayor.raire', 'formats/raire/sfda2019_head40.raire',
          'real/irv/Oakland_2010_Mayor.raire.gz', 'real/irv/Pierce_2008_CountyAuditor.raire.gz', 'real/irv/SFDA2019_PrelimReport12VBMJustDASheets.raire.gz'):
    text = (gzip.open(base + f).read() if f.endswith('.gz') else open(base + f, 'rb').read()).decode()
    lines = text.split('\n')
    n = int(lines[0])
    seen, contests = set(), {}
    for l in lines[1:1 + n]:
        c = l.strip().split(',')
        names = c[3:]
        for w in ('winner', 'informal', 'order'):
            if w in names: names = names[:names.index(w)]
        contests[c[1]] = dict(name=c[1], cards=0, blank=0, votes={x: 0 for x in names})
    dup, extra = set(), 0
    for l in lines[1 + n:]:
        if not l.strip(): continue
        c = l.strip().split(',')
        if (c[0], c[1]) in dup: extra += 1
        dup.add((c[0], c[1])); seen.add(c[1])
        t = contests[c[0]]
        t['cards'] += 1
        order = [x for x in c[2:] if x]
        if order: t['votes'][order[0]] += 1
        else: t['blank'] += 1
    cards['data/' + f] = dict(cards=len(seen) + extra, contests=list(contests.values()))
json.dump(cards, open('tests/expected/raire.json', 'w'), indent=1)
for k, v in cards.items(): print(k, v['cards'])
