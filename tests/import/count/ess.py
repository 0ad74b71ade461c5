"""Counts ES&S tables with csv and openpyxl, independently of the reader."""
import collections, csv, io, json, re, sys, zipfile
import openpyxl
base = sys.argv[1] + '/data/'

def sheet(path):
    w = openpyxl.load_workbook(base + path, read_only=True, data_only=True)
    return [['' if c is None else str(c) for c in r] for r in list(w)[0].iter_rows(values_only=True)]

stem = lambda p: p.split('/')[-1].split('.')[0]
def table(path): return list(csv.reader(open(base + path, encoding='utf-8-sig', newline='')))

def count(rows, groups):
    """groups: contest -> (columns, ranked)"""
    head = [c.strip().lower() for c in rows[0]]
    at = head.index('count') if 'count' in head else None
    n = 0
    contests = []
    rows = [[c.strip() for c in r] for r in rows[1:] if any(c.strip() for c in r)]
    weight = [int(r[at]) if at is not None else 1 for r in rows]
    for name, (cols, ranked) in groups.items():
        c = dict(name=name, ranks=len(cols) if ranked else 0, cards=0, blank=0, overvoted=0)
        votes = collections.Counter()
        for r, w in zip(rows, weight):
            cells = [r[i] for i in cols]
            if not any(cells): continue
            c['cards'] += w
            marked = [x for x in cells if x and x != 'undervote']
            if not marked: c['blank'] += w
            elif not ranked and 'overvote' in marked: c['overvoted'] += w
            elif ranked:
                if cells[0] not in ('', 'undervote', 'overvote'): votes[cells[0]] += w
            else:
                for x in marked: votes[x] += w
        c['votes'] = dict(votes)
        contests.append(c)
    return dict(cards=sum(weight), contests=contests)

out = {}
p = 'formats/ess/rctab_2015_portland_mayor_cvr.xlsx'
out['data/' + p] = count(sheet(p), {'For Mayor': (list(range(3, 18)), True)})
p = 'formats/ess/rctab_precinct_example_cvr.xlsx'
out['data/' + p] = count(sheet(p), {stem(p): ([1, 2, 3], True)})
p = 'formats/ess/rctab_simple_ess_cvr.xlsx'
out['data/' + p] = count(sheet(p), {stem(p): ([1, 2, 3], True)})
p = 'real/minneapolis/2013_minneapolis_mayor_cvr.xlsx'
out['data/' + p] = count(sheet(p), {'MAYOR MINNEAPOLIS': ([1, 2, 3], True)})
p = 'formats/ess/arlo_ess_cvr.csv'
out['data/' + p] = count(table(p), {'Contest 1': ([3], False), 'Contest 2': ([4], False)})
p = 'formats/ess/arlo_ess_cvr_with_tabulator_cvr_col.csv'
out['data/' + p] = count(table(p), {'Contest 1': ([5], False), 'Contest 2': ([6], False)})
p = 'real/maine2018/maine02_CVR.csv.zip'
z = zipfile.ZipFile(base + p)
out['data/' + p] = count(list(csv.reader(io.StringIO(z.read('maine02_CVR.csv').decode()))), {'maine02_CVR': ([4, 5, 6, 7, 8], True)})
json.dump(out, open('tests/expected/ess.json', 'w'), indent=1)
for k, v in out.items(): print(k, v['cards'], v['contests'][0])
