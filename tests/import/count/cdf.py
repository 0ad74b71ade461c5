"""Counts NIST SP 1500-103 files with Python's own readers, independently of the reader."""
import collections, gzip, json, re, sys
import xml.etree.ElementTree as E
base = sys.argv[1] + '/data/formats/'

def strip(e):
    e.tag = e.tag.split('}')[-1]
    for c in e: strip(c)
    return e

def from_xml(b):
    root = strip(E.fromstring(b))
    names, seats, cand = {}, {}, {}
    for el in root.iter('Election'):
        for c in el.iter('Candidate'): cand[c.get('ObjectId')] = c.findtext('Name') or c.get('ObjectId')
        for c in el.findall('Contest'):
            names[c.get('ObjectId')] = c.findtext('Name') or c.get('ObjectId')
            seats[c.get('ObjectId')] = int(c.findtext('VotesAllowed') or c.findtext('NumberElected') or 0)
            for s in c.findall('ContestSelection'):
                ids = (s.findtext('CandidateIds') or '').split()
                names[c.get('ObjectId'), s.get('ObjectId')] = ' / '.join(cand[i] for i in ids) or s.findtext('Selection') or s.get('ObjectId')
    cards = []
    for c in root.findall('CVR'):
        snap = [s for s in c.findall('CVRSnapshot') if s.get('ObjectId') == c.findtext('CurrentSnapshotId')][0]
        card = []
        for k in snap.findall('CVRContest'):
            ms = []
            for s in k.findall('CVRContestSelection'):
                for p in s.findall('SelectionPosition'):
                    if p.findtext('HasIndication') == 'yes':
                        ms.append((s.findtext('ContestSelectionId') or '', int(p.findtext('Rank') or s.findtext('Rank') or 0), p.findtext('IsAllocable') != 'no'))
            card.append((k.findtext('ContestId'), ms, int(k.findtext('Overvotes') or 0) > 0 or 'overvoted' in [x.text for x in k.findall('Status')], 'invalidated-rules' in [x.text for x in k.findall('Status')]))
        cards.append(card)
    return names, seats, cards

def from_json(b):
    j = json.loads(b)
    names, seats, cand = {}, {}, {}
    for el in j['Election']:
        for c in el.get('Candidate', []): cand[c['@id']] = c.get('Name', c['@id'])
        for c in el['Contest']:
            names[c['@id']] = c.get('Name', c['@id']); seats[c['@id']] = c.get('VotesAllowed', c.get('NumberElected', 0))
            for s in c['ContestSelection']:
                names[c['@id'], s['@id']] = ' / '.join(cand[i] for i in s.get('CandidateIds', [])) or s.get('Selection') or s['@id']
    cards = []
    for c in j['CVR']:
        snap = [s for s in c['CVRSnapshot'] if s['@id'] == c['CurrentSnapshotId']][0]
        cards.append([(k['ContestId'], [(s.get('ContestSelectionId', ''), p.get('Rank', s.get('Rank', 0)), p.get('IsAllocable') != 'no')
                       for s in k.get('CVRContestSelection', []) for p in s['SelectionPosition'] if p['HasIndication'] == 'yes'],
                       k.get('Overvotes', 0) > 0 or 'overvoted' in k.get('Status', []), 'invalidated-rules' in k.get('Status', [])) for k in snap['CVRContest']])
    return names, seats, cards

def count(names, seats, cards):
    contests = {}
    ranks = collections.Counter()
    for card in cards:
        for cid, ms, _, _ in card: ranks[cid] = max([ranks[cid]] + [m[1] for m in ms])
    for cid in [k for k in names if isinstance(k, str)]:
        contests[cid] = dict(name=names[cid], vote_for=seats[cid], ranks=ranks[cid], cards=0, blank=0, overvoted=0, invalid=0, votes=collections.Counter())
    for card in cards:
        for cid, ms, over, invalid in card:
            t = contests.setdefault(cid, dict(name=names.get(cid, cid), vote_for=seats.get(cid, 0), ranks=ranks[cid], cards=0, blank=0, overvoted=0, invalid=0, votes=collections.Counter()))
            t['cards'] += 1
            good = [m for m in ms if m[2]]
            if invalid: t['invalid'] += 1
            elif not ranks[cid] and (over or t['vote_for'] and len(set(m[0] for m in good)) > t['vote_for']): t['overvoted'] += 1
            elif not good: t['blank'] += 1
            else:
                for m in set(good):
                    if m[1] <= 1: t['votes'][names.get((cid, m[0]), m[0] or 'Write-in')] += 1
    for t in contests.values(): t['votes'] = dict(t['votes']); t['name'] = ' '.join(t['name'].split())
    return dict(cards=len(cards), contests=list(contests.values()))

out = {}
for f in ('cdf/nist_example_1.xml', 'cdf/nist_example_2.xml', 'cdf/rctab_nist_xml_cdf_2.xml'):
    out['data/formats/' + f] = count(*from_xml(open(base + f, 'rb').read()))
out['data/formats/cdf/rctab_cdf_v1_test_set_0.json'] = count(*from_json(open(base + 'cdf/rctab_cdf_v1_test_set_0.json', 'rb').read()))
for f in ('101-RCV-CVT_TEST_3_UNIOVS2103-2', '797-GEN-OVCS_Sess_3_Combined_UVSOVS22516'):
    out['data/formats/unisyn/' + f + '.xml.gz'] = count(*from_xml(gzip.open(base + 'unisyn/' + f + '.xml.gz').read()))
json.dump(out, open('tests/expected/cdf.json', 'w'), indent=1)
for k, v in out.items(): print(k, v['cards'], len(v['contests']), v['contests'][0])
