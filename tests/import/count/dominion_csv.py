"""Counts Dominion CSV files with Python's csv module, independently of the reader."""
import csv, gzip, io, json, re, sys, tarfile
csv.field_size_limit(1 << 30)

def count(text):
    rows = list(csv.reader(io.StringIO(text, newline='')))
    contests, choices = rows[1], rows[2]
    bare = lambda c: c[2:-1] if c.startswith('="') else c
    first = next(i for i, c in enumerate(contests) if c)
    groups = []
    for i in range(first, len(contests)):
        name = ' '.join(contests[i].split())
        if not name: continue
        if not groups or groups[-1][0] != name: groups.append([name, []])
        groups[-1][1].append(i)
    out = {'cards': 0, 'sums': 0, 'contests': []}
    cards = []
    for row in rows[4:]:
        row = [bare(c) for c in row]
        if not any(row): continue
        if row[0].upper().startswith('REDACTED') or row[0] == '':
            out['sums'] += 1; continue
        cards.append(row)
    out['cards'] = len(cards)
    for name, cols in groups:
        m = re.match(r'(.+) \(Vote For=(\d+)\)$', name)
        r = re.match(r'(.+) \(Number of positions=(\d+), Number of ranks=(\d+)\)$', name)
        title, most, ranks = (m[1], int(m[2]), 0) if m else (r[1], int(r[2]), int(r[3]))
        k = len(cols) // max(ranks, 1)
        label = lambda i: re.sub(r'\(\d+\)$', '', ' '.join(choices[i].split())).strip() if ranks else ' '.join(choices[i].split())
        votes = {}
        for i in cols[:k]: votes[label(i)] = 0
        c = dict(name=title, vote_for=most, ranks=ranks, cards=0, blank=0, overvoted=0)
        for row in cards:
            cells = [row[i] for i in cols]
            if not any(cells): continue
            c['cards'] += 1
            marked = [i for i in cols if row[i] == '1']
            if not marked: c['blank'] += 1
            elif ranks == 0 and len(marked) > most: c['overvoted'] += 1
            else:
                for i in marked:
                    if i in cols[:k]: votes[label(i)] += 1
        c['votes'] = votes
        out['contests'].append(c)
    return out

base = sys.argv[1]
out = {}
D = base + '/data/formats/dominion_csv/'
for f in ['arlo_basic', 'arlo_counting_group', 'arlo_fixture_siletz_cvrs_head40', 'arlo_leading_equal_signs', 'arlo_newline_in_contest_header',
          'arlo_unique_voting_identifier', 'boulder2023_irv_4cvrs', 'boulder2024_redactions', 'corla_2017_arapahoe_test_head30',
          'corla_denver2016_head12', 'corla_invalid_dup_line_head15', 'corla_nsw_bellingen_irv_head12']:
    out['data/formats/dominion_csv/' + f + '.csv'] = count(open(D + f + '.csv', encoding='utf-8-sig', newline='').read())
t = tarfile.open(base + '/data/real/nsw/NSW2021_mayoral_dominion_csv_irv_selected.tar.gz')
for m in t.getmembers():
    if m.isfile() and m.name.endswith('.csv') and '/._' not in m.name and not m.name.startswith('._'):
        out['nsw:' + m.name] = count(t.extractfile(m).read().decode('utf-8-sig'))
json.dump(out, open('tests/expected/dominion_csv.json', 'w'), indent=1)
