"""Counts Dominion JSON exports with Python's json module, independently of the reader."""
import collections, gzip, io, json, sys, tarfile
base = sys.argv[1] + '/data/'
def load(b): return json.loads(b.decode('utf-8-sig'))
def tarred(path):
    t = tarfile.open(path)
    return {m.name.split('/')[-1]: t.extractfile(m).read() for m in t.getmembers() if m.isfile() and '._' not in m.name}

def count(files):
    contests, names = {}, {}
    if 'ContestManifest.json' in files:
        for c in load(files['ContestManifest.json'])['List']:
            if c.get('Disabled') in (1, True): continue
            contests[c['Id']] = dict(name=c['Description'].strip(), vote_for=c['VoteFor'], ranks=c['NumOfRanks'] if c['NumOfRanks'] > 1 else 0)
        for c in load(files['CandidateManifest.json'])['List']:
            names[c['ContestId'], c['Id']] = c['Description'].strip()
    over = 5
    n = adjudicated = 0
    tally = collections.defaultdict(lambda: dict(cards=0, blank=0, overvoted=0, votes=collections.Counter()))
    for name in files:
        if not ('Cvr' in name or 'Dominion.json' in name): continue
        for s in load(files[name])['Sessions']:
            el = [s[k] for k in ('Modified', 'Original') if k in s]
            cur = [e for e in el if e['IsCurrent']] or el
            e = cur[0]
            if 'Modified' in s and e is s['Modified'] and e['IsCurrent']: adjudicated += 1
            for card in e.get('Cards', [e]):
                n += 1
                for c in card['Contests']:
                    own = contests.setdefault(c['Id'], dict(name='contest %d' % c['Id'], vote_for=0, ranks=0))
                    ranks = own['ranks']
                    if not own['vote_for']: ranks = max([ranks] + [m['Rank'] for m in c['Marks'] if m['Rank'] > 1])
                    own['ranks'] = ranks
                    t = tally[c['Id']]
                    t['cards'] += 1
                    votes = [m for m in c['Marks'] if m['IsVote']]
                    ov = any(over in m.get('OutstackConditionIds', []) for m in c['Marks']) or c.get('Overvotes', 0) > 0 or over in c.get('OutstackConditionIds', [])
                    if ranks == 0 and (ov or own['vote_for'] and len(votes) > own['vote_for']): t['overvoted'] += 1
                    elif not votes: t['blank'] += 1
                    else:
                        for m in votes:
                            if m['Rank'] == 1: t['votes'][names.get((c['Id'], m['CandidateId']), 'candidate %d' % m['CandidateId'])] += 1
    out = []
    for i, own in contests.items():
        t = tally[i]
        out.append(dict(own, cards=t['cards'], blank=t['blank'], overvoted=t['overvoted'], votes=dict(t['votes'])))
    return dict(cards=n, adjudicated=adjudicated, contests=out)

out = {'alaska': count(tarred(base + 'real/alaska2024/alaska2024_partial_dominion_json.tar.gz'))}
sf = tarred(base + 'real/sf2024/manifests.tar.gz')
for i in ('0', '15'): sf['CvrExport_%s.json' % i] = gzip.open(base + 'real/sf2024/CvrExport_%s.json.gz' % i).read()
out['sf'] = count(sf)
out['az'] = count({'CvrExport.json': gzip.open(base + 'real/dominion_json_misc/CvrExport_AZ-999.json.gz').read()})
for f in ('CvrExport_0.json', 'CvrExport_1.json', 'test_5.10.50.85.Dominion.json', 'test_5.2.18.2.Dominion.json'):
    out[f] = count({f: open(base + 'formats/dominion_json/versions/' + f, 'rb').read()})
json.dump(out, open('tests/expected/dominion_json.json', 'w'), indent=1)
for k, v in out.items(): print(k, v['cards'], v['adjudicated'], len(v['contests']), v['contests'][0])
