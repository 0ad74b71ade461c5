"""Counts results and tables with Python's own readers, independently of the readers."""
import collections, csv, glob, gzip, io, json, os, re, sys, zipfile
import xml.etree.ElementTree as E
base = sys.argv[1] + '/'
out, tables = {}, {}
def rows(path):
    b = (gzip.open(base + path) if path.endswith('.gz') else open(base + path, 'rb')).read()
    try: text = b.decode('utf-8-sig')
    except UnicodeDecodeError: text = b.decode('cp1252')
    return list(csv.reader(io.StringIO(text, newline='')))
n = lambda t: int(t.replace(',', ''))

# Georgia 2026
votes = collections.defaultdict(collections.Counter)
z = zipfile.ZipFile(base + 'data/real/georgia2026/candidate_totals.zip')
batches = 0
for m in z.namelist():
    r = list(csv.reader(io.StringIO(z.read(m).decode('utf-8-sig'))))
    for row in r[1:]:
        if not any(row): continue
        batches += 1
        for h, v in zip(r[0][1:], row[1:]):
            if not h: continue
            c, ch = h.rsplit(' - ', 1)
            votes[c][ch] += n(v)
out['data/real/georgia2026/candidate_totals.zip'] = dict(places=batches, votes=votes)
r = rows('data/real/georgia2022_sos_batch_tallies.csv')
votes = {'georgia2022_sos_batch_tallies': collections.Counter()}
for row in r[1:]:
    for h, v in zip(r[0][2:], row[2:]): votes['georgia2022_sos_batch_tallies'][h] += n(v)
out['data/real/georgia2022_sos_batch_tallies.csv'] = dict(places=len(set((x[0], x[1]) for x in r[1:])), votes=votes)
for f, name in (('arlo_kendall_park_farming', 0), ('sample_candidate_totals_by_batch', 0)):
    p = 'data/formats/batch_tallies/%s.csv' % f
    r = rows(p)
    out[p] = dict(places=len(r) - 1, votes={f: {h: sum(n(x[i]) for x in r[1:]) for i, h in enumerate(r[0]) if i}})
# Clarity
root = E.fromstring(gzip.open(base + 'data/real/corla/co2024_clarity_detail.xml.gz').read())
votes = {}
places = set()
for c in root.findall('Contest'):
    v = votes.setdefault(c.get('key') + '|' + ' '.join(c.get('text').split()), {})
    for ch in c.findall('Choice'):
        v[' '.join(ch.get('text').split())] = int(ch.get('totalVotes'))
        for co in ch.iter('County'): places.add(co.get('name'))
out['data/real/corla/co2024_clarity_detail.xml.gz'] = dict(places=len(places), keyed=True, votes=votes)
# rows by choice
for p, pl, c, ch, v in (('data/real/corla/co2024_tabulate.csv.gz', None, 0, 1, 2), ('data/real/corla/co2024_tabulateCounty.csv.gz', 0, 1, 2, 3),
                        ('data/real/boulder/2023C_statement_of_votes.csv.gz', 0, 3, 4, 6), ('data/real/boulder/2023C_sov_recount.csv.gz', 0, 3, 4, 6),
                        ('data/real/boulder/2024G_statement_of_votes.csv.gz', 0, 2, 3, 6)):
    r = [x for x in rows(p)[1:] if any(x)]
    votes = collections.defaultdict(collections.Counter)
    for x in r: votes[x[c].strip()][x[ch].strip()] += n(x[v])
    out[p] = dict(places=len(set(x[pl] for x in r)) if pl is not None else 1, votes=votes)
p = 'data/real/boulder/2023C_sov_rcv.csv.gz'
r = [x for x in rows(p)[1:] if any(x)]
votes = collections.defaultdict(collections.Counter)
for x in r: votes[x[3]][x[4]] += n(x[8])
out[p] = dict(places=len(set(x[0] for x in r)), votes=votes)
json.dump(out, open('tests/expected/tallies.json', 'w'))
for k, v in out.items(): print(k, v['places'], len(v['votes']))
skip = {'co2024_tabulate.csv.gz', 'co2024_tabulateCounty.csv.gz', 'co2024_clarity_detail.xml.gz'}
for f in sorted(glob.glob(base + 'data/real/corla/*.csv.gz') + glob.glob(base + 'data/formats/corla/*.csv') + glob.glob(base + 'data/formats/manifests/*.csv') + [base + 'data/real/boulder/2023_irv_manifest.csv.gz']):
    name = os.path.basename(f)
    if 'tabulate' in name: continue
    r = [x for x in rows(f[len(base):]) if any(c.strip() for c in x)]
    title = 1 if len([c for c in r[0] if c.strip()]) == 1 and len(r[1]) > 1 and r[0][0] != 'seed' else 0
    tables[f[len(base):]] = dict(rows=len(r) - 1 - title, last=[c.strip() for c in r[-1]][:3])
json.dump(tables, open('tests/expected/tables.json', 'w'), indent=1)
for k, v in tables.items(): print(k, v)
