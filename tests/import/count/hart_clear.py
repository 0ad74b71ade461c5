"""Counts Hart XML and Clear Ballot CSV with Python's own readers, independently of the reader."""
import collections, csv, json, re, sys
import xml.etree.ElementTree as E
base = sys.argv[1] + '/data/formats/'

def hart(files):
    contests = {}
    for f in files:
        text = open(base + 'hart/' + f, encoding='utf-8-sig').read()
        root = E.fromstring(re.sub(r' xmlns="[^"]*"', '', text, count=1))
        squash = lambda t: ' '.join((t or '').split())
        for c in root.find('Contests'):
            name = squash(c.findtext('Name'))
            t = contests.setdefault(name, dict(name=name, ranks=0, cards=0, blank=0, overvoted=0, invalid=0, votes=collections.Counter()))
            t['cards'] += 1
            opts = [o for o in c.find('Options') if o.findtext('WriteInData/WriteInDataStatus') != 'Rejected']
            t['ranks'] = max([t['ranks']] + [len(o.findtext('Value')) for o in opts if len(o.findtext('Value')) > 1])
            if c.find('InvalidVote') is not None or c.find('InvalidStraightPartyVote') is not None: t['invalid'] += 1
            elif c.find('Overvoted') is not None and t['ranks'] == 0: t['overvoted'] += 1
            elif not opts: t['blank'] += 1
            else:
                for o in opts:
                    if o.findtext('Value')[0] == '1': t['votes'][squash(o.findtext('Name')) or 'Write-in'] += 1
    for t in contests.values(): t['votes'] = dict(t['votes'])
    return dict(cards=len(files), contests=list(contests.values()))

def clear(f, words):
    rows = list(csv.reader(open(base + 'clearballot/' + f, encoding='utf-8-sig', newline='')))
    contests = {}
    for i, h in enumerate(rows[0]):
        m = re.match(r'Choice_\d+_\d+:(.*?)(?::(\d+))?:' + words + r' (\d+):(.*):([^:]*)$', h)
        if not m: continue
        c = contests.setdefault(m[1], dict(name=m[1], vote_for=int(m[3]), ranks=0, cols=[]))
        c['ranks'] = max(c['ranks'], int(m[2] or 0))
        c['cols'].append((i, int(m[2] or 1), m[4]))
    rows = [r for r in rows[1:] if any(r)]
    out = []
    for c in contests.values():
        cols = c.pop('cols')
        c.update(cards=0, blank=0, overvoted=0)
        votes = collections.Counter()
        for r in rows:
            cells = [(r[i], rank, name) for i, rank, name in cols]
            if not any(x[0] for x in cells): continue
            c['cards'] += 1
            marked = [x for x in cells if x[0] == '1']
            if not marked: c['blank'] += 1
            elif c['ranks'] == 0 and len(marked) > c['vote_for']: c['overvoted'] += 1
            else:
                for x in marked:
                    if x[1] == 1: votes[x[2]] += 1
        c['votes'] = dict(votes)
        out.append(c)
    return dict(cards=len(rows), contests=out)

H = ['garfield_LAT_2015.xml', 'rctab_04917dca-3f9e-440e-a41a-98dc5e57376e.xml', 'rctab_1_0e4cb797-392c-4e64-9034-94694bf97419.xml',
     'rctab_1_1a0e576b-0b2d-474d-8d65-89c968b42262.xml']
out = {'hart ' + f: hart([f]) for f in H}
out['hart all'] = hart(H[1:])
out['clear arlo_clearballot.csv'] = clear('arlo_clearballot.csv', 'Vote For')
out['clear rctab_inline_comma_rcv.csv'] = clear('rctab_inline_comma_rcv.csv', 'Number of Winners')
out['clear rctab_kansas_primary_rcv.csv'] = clear('rctab_kansas_primary_rcv.csv', 'Vote For')
json.dump(out, open('tests/expected/hart_clear.json', 'w'), indent=1)
for k, v in out.items(): print(k, v['cards'], len(v['contests']), v['contests'][0])
