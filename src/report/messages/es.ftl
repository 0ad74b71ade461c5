# The language's own name.
page-language = Español

## Every text in Spanish, as offices in the Americas write it.

page-again-heading = Cómo volver a hacer esta página
page-again-command = El mismo escenario, la misma semilla y la misma versión dan la misma página en cualquier máquina:
page-again-line = recount { $version }, semilla { $seed }, escenario { $scenario }, SHA-256 de su texto:
page-all-synthetic = Todo esto es sintético: ningún lugar, ninguna persona y ninguna boleta son reales.
page-ballots-synthetic = Las boletas son sintéticas; solo los totales son reales.
page-ballots-are-synthetic = Las boletas son sintéticas, si el escenario no las toma de archivos de una oficina electoral.
page-ballots-of-files = Las boletas son las de los archivos de una oficina electoral: lo que una máquina leyó en cada tarjeta se toma por el papel. Las fallas y los errores son supuestos.
page-footer = Hecho con recount, un simulador de auditorías y recuentos de boletas. Esta página no necesita red ni scripts.
page-happened-heading = Qué pasó
page-ballots-on-paper = Boletas en papel
page-batches = Lotes
page-contests = Contiendas
page-contest = Contienda
page-counts-made = Conteos
page-undetected = No detectado
page-tie-of = un empate entre { $who }
page-winners-and-tie = { $who } y { $tie }
page-quote = «{ $text }»
page-quote-on-page = «{ $text }»
page-counts-heading = Conteo por conteo, junto al papel
page-counts-note = Lo que reportó cada etapa, en orden de tiempo, y lo que dicen las boletas. Los votos no emitidos y en exceso de un conteo son los que él mismo leyó; el papel tiene su propia fila.
page-on-paper = Boletas con esta contienda: { $ballots }, en { $batches ->
        [one] { $batches } lote
       *[other] { $batches } lotes
    }.
page-vote-for = Cada votante tiene hasta { $allowed ->
        [one] { $allowed } voto
       *[other] { $allowed } votos
    }; se cubren { $seats ->
        [one] { $seats } puesto
       *[other] { $seats } puestos
    }.
page-lead-title = { $contest }: la ventaja, conteo por conteo
page-lead-caption = La ventaja, conteo por conteo. A la derecha, en negro: de quien nombra el papel; a la izquierda, rayada: de cualquier otro. La línea discontinua es la ventaja en el papel.
page-lead-axis = votos de ventaja
page-lead-over = sobre { $who }
page-nobody-loses = nadie pierde
page-a-tie = empate
page-tie-on-paper = Según el papel { $why }.
page-paper-says = lo que dice el papel
page-voters-wanted = lo que querían los votantes
page-counts-caption = { $contest }: votos en cada conteo
page-other-contests = Las demás contiendas
page-count = Conteo
page-counted-by = Modo
page-date = Fecha
page-by-machine = a máquina
page-by-hand = a mano
page-by-ruling = resolución
page-by-stands = se mantiene
page-others = Otros
page-no-vote = Boletas en blanco
page-too-many = Boletas con demasiadas marcas
page-undervotes = Votos no emitidos
page-overvotes = Votos en exceso
page-ballots-counted = Boletas contadas
page-lost-votes = En papel: votos no emitidos { $under }, votos en exceso { $over }.
page-lost-votes-of-several = En papel: votos no emitidos { $under }, votos en exceso { $over }, en votos: { $ballots ->
        [one] { $ballots } boleta
       *[other] { $ballots } boletas
    } con { $allowed ->
        [one] { $allowed } voto
       *[other] { $allowed } votos
    } cada una dieron { $votes ->
        [one] { $votes } voto
       *[other] { $votes } votos
    }, una boleta con demasiadas marcas pierde los { $allowed }, y lo que falta son votos no emitidos.
page-set-aside = Apartadas
page-ahead = Va adelante
page-noticed-heading = Qué salió mal y quién lo vio
page-no-fault = Ninguna falla ni percance: lo que difiere del papel viene de marcas que las máquinas leen de otro modo, o de errores de las mesas.
page-nothing-wrong = En este escenario ningún conteo salió mal.
page-seen-by = Visto por:
page-would-be-seen-by = De haberse hecho, una auditoría lo habría visto:
page-seen-by-nobody = No lo vio ninguna comprobación hecha ni ningún conteo posterior.
page-changed-nothing = No cambió ningún voto.
page-as-it-was = Como fue
page-checks-heading = Comprobaciones que no necesitan boletas
page-checks-caption = Comprobaciones del escrutinio que se hicieron o que habrían mostrado algo
page-check = Comprobación
page-check-made = Hecha
page-check-shows = Muestra
page-check-reconciliation = boletas contadas contra votantes del libro de votación
page-check-completeness = unidades que reportaron contra unidades existentes
page-check-tapes = totales contra las cintas de los escáneres
page-check-plausibility = cifras y proporciones que nadie esperaría
page-yes = sí
page-no = no
page-nothing = nada
page-and-more = y { $n } más
page-law-heading = Qué dice la ley de { $state } de cada margen
page-beyond-heading = Lo que ningún recuento ve
page-beyond-why = Por qué ningún conteo lo ve:
page-beyond-seen-by = Qué lo vería:
page-beyond-always = Un recuento lee el papel que hay. No puede ver una boleta que no debió emitirse, una boleta retirada antes de hacerse el inventario, ni una elección impresa que su votante no revisó. Sí pueden los padrones, la conciliación de votantes y boletas, la cadena de custodia y los votantes que miran su boleta impresa.
page-published-heading = Cifras publicadas junto a las del modelo
page-published-caption = Cada cifra publicada del suceso y la del modelo
page-by-hand-heading = Cifras calculadas a mano junto a las del modelo
page-by-hand-caption = Cifras que se deducen a mano del escenario y las del modelo
page-published = Publicada
page-expected = Esperada
page-figure = Cifra
page-model = Modelo
page-agrees = Coincide
page-source = Fuente
page-sources = Fuentes
page-equal = igual
page-within = a no más de { $n }
page-differs = difiere
page-worked-by-hand = calculada a mano
page-to-every-digit = hasta el último dígito
page-assumed-heading = Supuesto, no documentado
page-lesson-heading = Qué enseña
page-contents = En esta página
page-to-gallery = Todas las elecciones
page-times-axis = En el eje cada marca es diez veces la anterior, o más.
page-audits-heading = Auditorías de «{ $stage }»
page-audits-note = Cada método se prueba con el mismo papel como si fuera el único usado. El límite de riesgo es del { $limit }: la mayor probabilidad, donde un método la promete, de confirmar a un ganador erróneo. Si la evidencia no basta, se cuentan a mano todas las boletas.
page-audits-caption = Qué revisó cada auditoría y cómo terminó
page-observed-caption = Muestras que se sacaron de verdad, medidas de nuevo
page-ballots-drawn = Boletas sacadas
page-method = Método
page-cards-looked-at = Tarjetas revisadas
page-of-cards = De
page-rounds = Rondas
page-p-value = Valor P
page-differing = Difieren
page-hours = Horas
page-cost = Costo
page-outcome = Resultado
page-outcome-confirmed = confirmado
page-outcome-confirmed-wrong = confirmado, y erróneo
page-outcome-measured = solo medido
page-outcome-full-count = conteo manual completo
page-not-the-paper = no es lo que dice el papel
page-upset = el valor P es la probabilidad de un vuelco
page-promise-of = { $methods } –
page-promise-risk-limit = promete que la probabilidad de confirmar a un ganador erróneo es, a lo sumo, el límite de riesgo, si las mesas leen lo que está en el papel.
page-promise-posterior = no promete un límite de riesgo: dice cuán probable es, según la muestra y una distribución previa, que el ganador reportado sea erróneo.
page-promise-nothing = no promete ningún límite a la probabilidad de confirmar a un ganador erróneo.
page-promise-full-count = cuenta a mano todas las boletas.
page-audit-notes = Qué halló cada auditoría y por qué algunas lo contaron todo
page-counted-since = Se cuentan todas las boletas, porque
page-card-number = tarjeta { $n }
page-reported-read = reportado { $reported }, leído { $read }
page-one-sample = Una muestra para todas las contiendas
page-all-contests = todas
page-an-audit = Auditoría
page-work-heading = Qué cuesta
page-work-note = Horas de trabajo y dólares según tasas declaradas; se pueden cambiar en el escenario.
page-work-caption = Horas de trabajo y costo de contar a mano y de cada auditoría
page-work-of = Qué
page-person-hours = Horas de trabajo
page-other-rule = Su título dice “{ $word }”, pero el escenario la trata como de mayoría simple, en que gana quien tiene más votos: si la decide otra regla, nada de lo que aquí se dice de ella vale.
page-work-rates = Horas según ritmos declarados: { $minutes } minutos-persona para buscar una tarjeta y leer una marca, { $further } por cada marca más; en conteos a mano { $handling } por boleta y { $reading } por marca (los conteos medidos tardaron entre una cuarta parte de esto y una vez y media); { $seed ->
        [one] { $seed } hora
       *[other] { $seed } horas
    } para sortear la semilla y { $manifest } por boleta para el inventario. { $cost }
page-cost-wages = Cada hora cuesta ${ $rate }, solo salarios.
page-cost-all-in = Cada hora cuesta ${ $rate }: todos los costos de un recuento publicado, repartidos entre sus horas.
page-where-heading = Dónde difieren los conteos del papel
page-where-nowhere = En ninguna parte: en cada lote, cada conteo coincide con el papel.
page-where-note = Lote por lote, cada conteo se compara con lo que los votantes pusieron en el papel. Solo el modelo puede ver esto; una auditoría ve únicamente lo que saca.
page-where-caption = Lotes y votos que difieren del papel, conteo por conteo
page-where-more = Solo se dibujan los primeros mapas; la tabla de arriba los incluye todos.
page-batches-off = Lotes que difieren
page-of-batches = De lotes
page-votes-off = Votos de diferencia en lotes
page-recorded-otherwise = Boletas mal registradas
page-in-totals = Solo en totales
page-off-counts = Una boleta que una máquina registró de modo distinto al que quiso su votante cuenta una vez. Los votos de diferencia se cuentan lote por lote y nombre por nombre, según lo que el conteo de un lote se aparta del papel: un voto que pasa de un nombre a otro cuenta dos veces, y los errores que se compensan dentro de un lote no aparecen. Lo que se cambió en los totales no está en ningún lote y se cuenta aparte.
page-letter = Letra
page-origin = Viene de
page-origin-several = varias fallas a la vez
page-origin-hand = errores y percances del conteo a mano, o boletas apartadas
page-origin-stands = no se contó de nuevo en esta etapa: vale un conteo anterior
page-origin-not-counted = no está en este conteo
page-origin-reading = marcas que la máquina lee de modo distinto al que quiso el votante
page-map-caption = Un cuadro es un lote, en el orden del inventario. Vacío: coincide con el papel. Relleno, con letra: difiere; la letra se explica abajo.
page-map-caption-many = Un cuadro son hasta { $n ->
        [one] { $n } lote vecino
       *[other] { $n } lotes vecinos
    }, en el orden del inventario. Vacío: todos coinciden con el papel. Relleno, con letra: al menos uno difiere; la letra se explica abajo.
page-map-desc = Cuadros que difieren: { $n } de { $all }. La tabla de abajo dice de dónde vienen.
page-origins-caption = { $what }: de dónde vienen las diferencias
page-squares-in-numbers = Los cuadros en números
page-squares-caption = { $what }: cada cuadro que difiere
page-square = Cuadro
page-batch-first = Primer lote que difiere
page-elsewhere-note = Votos contados en lotes cuyas boletas no llevan la contienda, según de dónde vienen:
page-totals-note = Votos cambiados en los totales, que no están en ningún lote, según lo que los cambió:
page-risk-title = { $contest }: el riesgo medido a medida que se leen tarjetas
page-risk-caption = Cada línea es una auditoría: el menor valor P hasta entonces. Empieza en 1 y baja cuando las lecturas coinciden con lo reportado; donde cruza la línea discontinua, el límite de riesgo, se confirma al ganador reportado (círculo). Un cuadrado en el borde derecho es la salida: se cuentan a mano todas las boletas. En ambos ejes cada marca es diez veces la anterior, o cien veces; los valores menores de { $floor } están en el borde inferior.
page-cards-drawn = Tarjetas sacadas
page-round = Ronda
page-rounds-caption = { $contest }: las auditorías ronda por ronda
page-more-in-json = El documento JSON del mismo comando enumera { $n } más.
page-map-caption-again = Como arriba: un cuadro es un lote.
page-map-caption-many-again = Como arriba: un cuadro son hasta { $n ->
        [one] { $n } lote vecino
       *[other] { $n } lotes vecinos
    }.
page-in-numbers = El gráfico en números
page-strips-caption = Cada franja es un método en todos los ensayos. Línea fina: del 5 % al 95 % de las auditorías; caja: la mitad central; barra gruesa: la mediana; círculo: la media; marca final: 99 %. Un conteo manual completo revisa todas las tarjetas.
page-strips-heading = Cuántas tarjetas se revisan
page-strips-title = { $contest }: tarjetas que revisa cada método
page-strips-table = { $what }: media y cuantiles
page-cards-axis = tarjetas revisadas
page-median = mediana
page-mean = Media
page-most = Máximo
page-chances-heading = Cómo terminan las auditorías
page-chances-title = { $contest }: con qué frecuencia se cuentan a mano todas las boletas
page-chances-caption = Barra rayada: la proporción de las auditorías que termina en un conteo manual completo.
page-chances-caption-wrong = Barra rayada: la proporción de las auditorías que termina en un conteo manual completo, que corrige quién gana si las mesas leen lo que está escrito. Círculo: la proporción que confirma al ganador erróneo, con su intervalo del 95 %; línea vertical: la promesa, donde la hay.
page-chances-table = { $what }: en números
page-share-of-trials = proporción de auditorías
page-full-counts = Conteos manuales completos
page-confirmed-share = Confirmadas
page-noticed = Lo notan
page-interval = Intervalo 95 %
page-confirmed-wrong = Erróneo confirmado
page-promise = Promesa
page-to = a
page-trials = Ensayos
page-methods = Métodos
page-sim-title = { $scenario }: auditorías probadas { $n ->
        [one] { $n } vez
       *[other] { $n } veces
    }
page-sim-title-laws = { $scenario }: auditorías, calculadas con exactitud
page-laws-within = Leyes exactas, con un error máximo de
page-lies-within = Está entre
page-partial = Interrumpido: se hicieron { $n } de los { $asked ->
        [one] { $asked } ensayo
       *[other] { $asked } ensayos
    } pedidos.
page-sim-question = ¿Cuánto exigen las auditorías de «{ $stage }» y con qué frecuencia se equivocan?
page-more-contests-in-json = El documento JSON del mismo comando habla de las demás contiendas.
page-hours-mean = Horas: media
page-hours-median = Horas: mediana
page-hours-most = Horas: 90 %
page-cost-mean = Costo: media
page-cost-median = Costo: mediana
page-cost-most = Costo: 90 %
page-sim-work-caption = { $contest }: horas de trabajo y costo de una auditoría; nueve de cada diez no pasan de la columna del 90 %
page-wrong-stands = en { $share } de las auditorías queda al final un ganador erróneo.
page-together-heading = Una muestra para todas las contiendas juntas
page-together-note = Las tarjetas se sacan una sola vez para todas las contiendas. Los conteos manuales completos de las que la muestra no confirmó vienen después, y cada boleta se maneja una vez; las horas y el costo son de ambos.
page-promises-heading = Qué promete cada método
page-boards-slip = En este escenario las mesas pueden equivocarse al leer; las promesas de un límite de riesgo hablan de lecturas exactas.
page-plan-title = { $scenario }: qué exigiría una auditoría
page-plan-question = ¿Qué auditoría de «{ $stage }» conviene, con un límite de riesgo del { $limit }, y qué exige?
page-cheapest-mark = ← lo que se aconseja.
page-late-mark = {"*"} pasa del plazo.
page-risk-limit = Límite de riesgo
page-boards-at-a-time = Mesas a la vez
page-people-per-board = Personas por mesa
page-hours-a-day = Horas por día
page-work-begins = Empieza el trabajo
page-deadline = Plazo
page-deadline-days = Plazo en días
page-cards = Tarjetas
page-cards-mean = Tarjetas: media
page-cards-most = Tarjetas: 90 %
page-rehearsed-heading = Ensayado { $n ->
        [one] { $n } vez
       *[other] { $n } veces
    } al azar
page-rounds-heading = En qué ronda termina
page-rounds-title = { $contest }: la probabilidad de terminar en cada ronda
page-rounds-chart-caption = Una barra es un método. Sus partes son las probabilidades de que lo reportado se confirme en la primera, segunda, tercera o una ronda posterior, o de que se cuenten todas las boletas; calculadas a partir de los totales reportados y de lo que se sabe antes del sorteo, no ensayadas: los errores de máquinas y mesas quedan fuera.
page-in-first = confirma en la 1.ª ronda
page-in-second = en la 2.ª
page-in-third = en la 3.ª
page-in-later = más tarde
page-full-count-in-the-end = conteo manual completo
page-not-known = no se sabe
page-chance = probabilidad
page-law = Ley
page-exact = exacta
page-exact-first-only = exacta, solo la 1.ª ronda
page-exact-to = exacta hasta { $share }
page-no-later-than = no más tarde que
page-rounds-exact = rondas exactas: { $n }
page-calendar-heading = Para cuándo
page-calendar-caption = { $contest }: el día en que termina el trabajo
page-full-count-ends = Conteo manual completo
page-after-all-years = después del año 9999
page-places-heading = Dónde están las tarjetas
page-places-title = { $contest }: qué sacar de cada lugar
page-places-caption = Primera ronda de { $method }, { $unit }. Barra: lo que cabe esperar de cada lugar; línea: el rango del 95 % de los sorteos. «recount draw» enumera las tarjetas mismas.
page-cards-to-pull = tarjetas por sacar
page-batches-to-pull = lotes por sacar
page-place = Lugar
page-containers = Cajas
page-at-least-95 = Al menos (95 %)
page-at-most-95 = A lo sumo (95 %)
page-gallery-title = La galería: todos los escenarios incluidos
page-gallery-question = Qué se reportó, qué dice el papel, quién lo notó y qué se corrigió.
page-gallery-events = Sucesos y estudios
page-gallery-faults = Una falla cada uno
page-gallery-size = Boletas: { $ballots }; contiendas: { $contests }; conteos: { $counts }.
page-risk-caption-again = Como arriba: cada línea es una auditoría, la línea discontinua es el límite de riesgo; los círculos se confirman, los cuadrados se cuentan a mano.

## Attacks on a terminal, in Spanish.

attack-heading = { $scenario }: ataques a { $stage }, cada uno auditado { $n ->
        [one] { $n } vez
       *[other] { $n } veces
    }, semilla { $seed }
attack-one-vote = 1 voto
attack-several-votes = { $n ->
        [one] { $n } voto
       *[other] { $n } votos
    }
attack-what-each-does = Cada ataque hace de un perdedor del papel el ganador reportado, por al menos { $lead }. ¿Con qué frecuencia se confirma eso?
attack-left-out = Se mide el método: las mesas leen lo que dice el papel y nada le pasa. De este escenario se deja fuera: { $list }.
attack-left-care = las mesas del cuidado “{ $care }”
attack-left-mishaps = percances de la auditoría: { $n }
attack-left-faults = fallas de ese conteo: { $n }
attack-attack = ataque
attack-of-all-cells = (99 % de todas las celdas)
attack-promise = promesa
attack-no-limit = sin límite
attack-at-most = a lo sumo { $limit }
attack-at-most-broken = a lo sumo { $limit } ROTA
attack-not-tried = { $method } no se probó: { $why }.
attack-not-tried-on = { $attack } en { $contest } no se probó: { $why }.
attack-counted-under = con { $attack } en { $contest }, porque { $why }
attack-counted = { $methods }: se cuentan todas las boletas { $under }.
attack-never = nunca confirmó un resultado erróneo (a lo sumo { $high } %)
attack-worst = rindió peor con { $attack } en { $contest }: { $share } % ({ $low } a { $high } %)
attack-promises = { $method } { $confirmed }. Promete: { $promise }{ $limit }.
attack-broken = Una promesa está rota: { $method } confirmó el resultado erróneo de { $contest } con { $attack } en { $share } % de los ensayos ({ $low } a { $high } %), y su límite es { $limit }. Dice: { $promise }. Es un error del método o de este programa.
attack-none-broken = Ninguna promesa está rota: ningún método con límite de riesgo lo supera más de lo que explica el azar.
attack-none-promises = Ningún método probado promete un límite.
attack-title = { $scenario }: ataques, cada uno auditado { $n ->
        [one] { $n } vez
       *[other] { $n } veces
    }
attack-worst-heading = Dónde le fue peor a cada método
attack-worst-caption = Barra rayada: la proporción de auditorías en las que el método confirmó el resultado erróneo, con el ataque que peor resistió. Línea gruesa: el intervalo que vale para todas las celdas juntas con el 99 %. Línea vertical: la promesa, donde la hay.
attack-attacks-heading = Ataque por ataque
attack-all-cells = 99 % de todas las celdas
attack-attack-head = Ataque
attack-table-caption = Resultados erróneos de «{ $stage }» confirmados, y tarjetas revisadas

## Audits on a terminal: of one run, of many, and what each method would have seen, in Spanish.

audits-nobody-held = Nadie hizo estas auditorías: cada una muestra en qué habría terminado.
audits-held-by-law = La ley ordena la auditoría con { $methods }, así que es parte de lo que ocurrió. Lo demás que hay aquí solo se pregunta.
audits-found-unlisted = no se listan otras { $n } diferencias
audits-found-report = lo reportado no es exacto: { $list }
audits-found-missing = faltan boletas: { $list }
audits-found-slip = la mesa se equivocó: { $list }
audits-heading-one-sample = Auditorías de { $stage }, cada método como si fuera el único usado, con una muestra para todas las contiendas
audits-of-one-sample = Las contiendas comparten una muestra: cada fila cuenta las tarjetas de ella que su contienda oyó, también las sacadas para otras. Un plan dice lo que cada contienda pide sola, por eso sus cifras difieren; tiene una fila propia para todas las contiendas juntas.
audits-observed-heading = La auditoría que se hizo de { $stage }
audits-observed-says = { $contest }: { $ballots ->
        [one] { $ballots } boleta sacada
       *[other] { $ballots } boletas sacadas
    }, de ellas { $sample }. Según { $method }: { $measured }.{ $published }
audits-no-p-value = sin valor P
audits-measured-risk = riesgo medido de { $p }
audits-published-same = Publicado: { $digits }, igual hasta el último dígito [{ $source }].
audits-published-differs = Publicado: { $digits }, que DIFIERE [{ $source }].
audits-heading = Auditorías de { $stage }, cada una como si fuera la única hecha
audits-before = Antes de las auditorías: { $says }.
audits-contest = contienda
audits-method = método
audits-cards-looked-at = tarjetas revisadas
audits-of = de
audits-rounds = rondas
audits-p-value = valor P
audits-differ = difieren
audits-hours = horas
audits-cost = costo
audits-outcome = resultado
audits-upset-is = Un vuelco no es un valor P: es la probabilidad, según la muestra y una distribución previa, de que el resultado reportado sea erróneo.
audits-upset = vuelco { $p }
audits-one-sample = Una muestra, { $method }: { $cards ->
        [one] { $cards } tarjeta sacada
       *[other] { $cards } tarjetas sacadas
    } una sola vez para todas las contiendas (rondas: { $rounds }) y después { $ballots ->
        [one] { $ballots } boleta contada
       *[other] { $ballots } boletas contadas
    } completas para las contiendas que no confirmó; { $hours ->
        [one] { $hours } hora
       *[other] { $hours } horas
    }, ${ $cost } en total.
audits-promise-of = Promesa de { $methods }: { $promise }{ $limit }.
audits-of-limit = {" "}del { $limit }
audits-measured-only = solo medido, nadie pidió más
audits-counted-names = conteo manual completo: { $who }
audits-counted-names-wrong = conteo manual completo: { $who }, que no es lo que dice el papel
audits-counted-since = se cuentan todas las boletas, porque { $why }
audits-read-only = leído { $read }
audits-anew = programado de nuevo
audits-same-programme = con el mismo programa
audits-strikes-again = ; vuelve a ocurrir: { $list }
audits-strikes-no-more = ; no vuelve a ocurrir: { $list }
audits-lies-in = { $kind } (está en { $home })
audits-of-trials = { $scenario }: { $n ->
        [one] { $n } ensayo
       *[other] { $n } ensayos
    } de auditorías de { $stage }, semilla { $seed }
audits-of-laws = { $scenario }: auditorías de { $stage }, calculadas con exactitud, semilla { $seed }
audits-partial = PARCIAL: interrumpido antes de terminar los { $asked ->
        [one] { $asked } ensayo
       *[other] { $asked } ensayos
    } pedidos.
audits-reported = reportado
audits-cards-mean = tarjetas: media
audits-median = mediana
audits-noticed = lo notan
audits-full-count = conteo completo
audits-confirmed-wrong = erróneo confirmado
audits-within = (entre)
audits-interval95 = (intervalo del 95 %)
audits-right = correcto
audits-wrong = ERRÓNEO
audits-confirmed = confirmado
audits-measured = solo medido
audits-of-n = { $hits } de { $n }
audits-ballots-in-full = boletas contadas completas: media
audits-one-sample-rows = { $methods }: una muestra sirvió a todas las contiendas. Una tarjeta que lleva varias está en la fila de cada una: no sume filas, y compare los métodos por lo que todas las contiendas toman juntas.
audits-from-to = ({ $low } a { $high } %)
audits-wrong-stands-trials = en { $share } de los ensayos queda al final un ganador erróneo
audits-wrong-stands-audits = en { $share } de las auditorías queda al final un ganador erróneo
audits-by-slips = , por errores o boletas que faltan en el conteo manual completo
audits-needs-and-promises = { $method }: necesita { $needs }; promete: { $promise }{ $limit }.
audits-laws-within = Calculado con exactitud, nada sacado al azar: ninguna probabilidad tiene un error mayor de { $p }. Donde las tarjetas se devuelven, se dicen tantas como se esperan entre las extracciones.
audits-by-engines = Ensayos con el motor { $engines }.
audits-drawn-apart = { $methods }: cada contienda se sorteó por su cuenta, aunque algunas comparten tarjetas. Cada fila vale para su contienda; de ellas no se sigue lo que ocurre con varias contiendas a la vez.
audits-and-engine = ;{" "}
audits-one-sample-for-all = una muestra para todas las contiendas
audits-on-top = Las tarjetas se sacan una sola vez para todas las contiendas. Los conteos manuales completos de las que la muestra no confirmó vienen después, y cada boleta se maneja una vez; las horas y el costo son de ambos.
audits-caught-heading = 
    La probabilidad de que una auditoría muestre que lo reportado está mal: por una tarjeta o un lote errado, por sumas
    que no coinciden, o por un conteo manual completo ({ $trials ->
        [one] { $trials } ensayo
       *[other] { $trials } ensayos
    } cada una; – donde nada está mal, o el
    escenario no pide el método)
audits-scenario = escenario
audits-winner = ganador
audits-votes = votos
audits-off = mal

## What is wrong with what was asked: the frames of sentences, and what is allowed, in Spanish.

complaints-says-rule = hallado: { $found }; { $rule }
complaints-says-known = hallado: { $found }; se conocen aquí: { $known }
complaints-says-near = hallado: { $found }; se conocen aquí: { $known } (¿quiso decir { $near }?)
complaints-says-none-known = hallado: { $found }; aquí no se conoce ninguno
complaints-at-place = { $where }: { $complaint }
complaints-no-scenario = no existe el escenario: { $complaint }
complaints-error-allowed = { $where }: hallado: { $found }; se admite: { $rule }
complaints-error-needed = { $where }: hallado: { $found }; hace falta: { $rule }
complaints-error-rule = { $where }: hallado: { $found }; { $rule }
complaints-error-read = no se pudo leer { $file }: { $message }
complaints-error-write = no se pudo escribir { $file }: { $message }
complaints-error-toml = { $file }: no se puede leer como TOML: { $message }
complaints-known-more = { $list } y { $n } más
complaints-message-no-file = no existe el archivo
complaints-message-folder = es una carpeta, no un archivo
complaints-message-file = es un archivo, no una carpeta
complaints-message-no-folder = no es una carpeta
complaints-message-large = tiene más de { $n } bytes
complaints-message-utf8 = no es texto en UTF-8 desde el byte { $n }
complaints-message-no-json = no hay ningún documento JSON
complaints-found-not-plain = { $path }, que no es un archivo común
complaints-rule-plain-file = un archivo común, o ninguno, con ese nombre
complaints-message-empty-folder = una carpeta sin archivos
complaints-message-deep-folder = carpetas anidadas a más de { $n } niveles
complaints-message-many-files = más de { $n } archivos
complaints-message-no-shard = no hay ninguna parte en esta carpeta
complaints-rule-range = { $low } a { $high }
complaints-rule-at-most = a lo sumo { $n }
complaints-rule-limit = más de 0 y menos de 1, como 0.05
complaints-rule-limit-least = mayor que 0 (al menos 1e-300) y menor que 1, por ejemplo 0.05
complaints-rule-two-votes = los votos de al menos dos candidatos, por ejemplo 51200 50800
complaints-rule-share = una proporción de 0 a 1
complaints-rule-chance = una probabilidad de 0 a 1
complaints-rule-once = cada método una vez
complaints-rule-date = una fecha como 2026-11-09
complaints-rule-name-once = cada nombre una vez
complaints-rule-id-once = cada id una vez
complaints-rule-contest-once = cada contienda una vez
complaints-rule-part = una parte que tenga boletas
complaints-rule-one-line = texto en una línea
complaints-rule-more-than-0 = más de 0
complaints-rule-at-most-skipped = a lo sumo { $n }, contados los que se saltan
complaints-rule-another-than = una candidatura distinta de la de from
complaints-rule-percent-places = más de 0 y hasta 100, con a lo sumo 12 decimales
complaints-rule-below-1 = más de 0 y menos de 1
complaints-rule-below-1-such = más de 0 y menos de 1, como { $n }
complaints-rule-to-1 = más de 0 y a lo sumo 1
complaints-rule-to-1-such = más de 0 y a lo sumo 1, como { $n }
complaints-rule-share-half = una proporción de 0 a 0.5
complaints-rule-share-below-1 = una proporción de 0 a algo menos de 1
complaints-rule-day = un día como { $day }
complaints-rule-names-there = 1 a { $n } (los nombres)
complaints-rule-percent = { $low } a { $high } por ciento
complaints-rule-does-not-leave = { $needs }, que ese conteo no deja
complaints-rule-contest-or-leave = al menos una contienda, u omita la clave
complaints-rule-stage-audited = la etapa que se audita
complaints-rule-id-of-stage = el id de la etapa que se audita
complaints-rule-id-of-source = el id de un [[source]]
complaints-rule-starts = starts, el primer día de trabajo, junto a ella
complaints-rule-one-basis = wage o cost_per_ballot, no los dos: los costos tienen una sola base
complaints-rule-one-pace = el ritmo en minutos, o ballots_per_hour y people
complaints-rule-some-minutes = algunos minutos para una boleta o una marca
complaints-rule-basis-beside = cost_basis = "{ $word }" a su lado
complaints-rule-at-least-method = al menos un método
complaints-rule-at-least-candidate = al menos los de una candidatura
complaints-rule-at-least-stage = al menos un [[stage]]
complaints-rule-at-least-paper = al menos un [[paper]] o [[spread]]
complaints-rule-at-least-contest = al menos una [[contest]]
complaints-rule-at-least-unit = al menos una unidad que reporta
complaints-rule-at-least-above-0 = al menos uno mayor que 0
complaints-rule-at-least-1 = al menos 1 y a lo sumo { $n }
complaints-rule-method-here = un método aquí, o métodos bajo [audit] en el escenario
complaints-rule-file-beside = un archivo junto a la cuadrícula, o el nombre de un escenario incluido
complaints-rule-count-by-machine = un conteo propio a máquina, cuyos registros se puedan alterar
complaints-rule-write-in = una contienda que nombre su write_in_line
complaints-rule-contest-audited = una contienda que se audite, véase contests
complaints-rule-earlier-stage = una etapa anterior de la que parta esta
complaints-rule-one-for-each = una para cada valor
complaints-rule-units = unidades con pesos, o unidades numeradas
complaints-rule-shares-sum = proporciones que sumen a lo sumo 1
complaints-rule-two-names = dos nombres o más
complaints-rule-two-contests = dos contiendas o más
complaints-rule-quotes = texto entre comillas
complaints-rule-one-of-two = uno de los dos
complaints-rule-plain-names = nombres sin caracteres de control
complaints-rule-to-24 = más de 0 y a lo sumo { $n }
complaints-rule-second-stage = desde la segunda etapa
complaints-rule-every-name = cada nombre una vez
complaints-rule-value-once = cada valor una vez
complaints-rule-unit-once = cada unidad una vez, por nombre o por número
complaints-rule-name-ballot = cada nombre una vez en una boleta
complaints-rule-contest-ballot = cada contienda una vez en una boleta
complaints-rule-key-once = cada clave y cada nombre una vez
complaints-rule-kind-once = cada clase una vez
complaints-rule-group-once = cada grupo una vez; dé un id para distinguir entre dos
complaints-rule-style = contiendas del estilo de boleta { $style }
complaints-rule-sheet = contiendas que comparten una hoja
complaints-rule-bounds = lotes con una columna de cotas de error (--weight)
complaints-rule-no-replacement = sin reemplazo, pues cada tarjeta tiene un número
complaints-rule-at-most-cards = a lo sumo { $n ->
        [one] { $n } tarjeta
       *[other] { $n } tarjetas
    } en total
complaints-rule-at-most-way = a lo sumo { $n } en cada sentido
complaints-rule-billion-way = a lo sumo mil millones en cada sentido
complaints-rule-billion = a lo sumo mil millones
complaints-rule-million = a lo sumo un millón
complaints-rule-at-most-batches = a lo sumo { $n }; un batch_size mayor da menos
complaints-rule-at-most-sample = a lo sumo las { $n ->
        [one] { $n } boleta
       *[other] { $n } boletas
    } de la muestra
complaints-rule-at-most-there = a lo sumo los { $n } que hay, sin reemplazo
complaints-rule-at-most-units = a lo sumo las { $n ->
        [one] { $n } tarjeta
       *[other] { $n } tarjetas
    } que hay, sin reemplazo
complaints-rule-at-most-batches-there = a lo sumo los { $n ->
        [one] { $n } lote
       *[other] { $n } lotes
    } que hay, sin reemplazo
complaints-rule-at-most-left = a lo sumo { $n }, un voto en cada boleta que queda
complaints-rule-at-most-paper = a lo sumo tantos como votos de esa clase hay en el papel
complaints-rule-with-missed = a lo sumo 1 junto con missed
complaints-rule-than-chosen = un nombre distinto del de chosen
complaints-rule-than-candidate = un nombre distinto del de candidate
complaints-rule-lie-there = 1 a { $n }, tantos como hay ahí
complaints-rule-whole = un número entero
complaints-rule-whole-0 = un número entero, 0 o más
complaints-rule-whole-stratum = un número entero de 0 a { $n }, o ESTRATO=NÚMERO
complaints-rule-percentage = un porcentaje tal como se imprime, por ejemplo { $example }
complaints-rule-decimal = una fracción decimal tal como se publica, por ejemplo { $example }
complaints-rule-first-last = un primer número que no sea mayor que el último
complaints-rule-dotted = una clave con puntos como audit.risk_limit o stage.0.by
complaints-rule-names-many = 1 a { $n ->
        [one] { $n } nombre
       *[other] { $n } nombres
    }
complaints-rule-shards = i/N con 1 a { $n ->
        [one] { $n } parte
       *[other] { $n } partes
    } N
complaints-rule-shard-index = i/N con i de 0 a N-1, o sea { $first } a { $last }
complaints-rule-shard = i/N como 0/8, i de 0 a N-1
complaints-rule-order = etapas en orden de tiempo; una anterior es de { $day }
complaints-rule-with-manifest = con --manifest y --weight
complaints-rule-strata-column = números de estratos junto con --stratum COLUMNA
complaints-rule-rates = o1, o2, u1 y u2 con proporciones, como o1=0.001,u1=0.001
complaints-found-no-method = ningún método
complaints-found-no-count = ningún conteo a máquina
complaints-found-nothing = nada
complaints-found-no-manifest = ningún inventario
complaints-found-no-english = un texto que falta en inglés
complaints-rule-english-beside = { $key } en inglés
complaints-found-sentences = { $n ->
        [one] { $n } frase
       *[other] { $n } frases
    }
complaints-rule-as-in-english = tantas como en inglés: { $n }
complaints-found-again = { $name } otra vez
complaints-found-option-too = también { $option }
complaints-found-written-too = { $file }, en el que también escribe { $option }
complaints-found-terminal = una terminal
complaints-rule-another-file = otro archivo
complaints-rule-not-terminal = un archivo, o un programa que lea la salida estándar
complaints-rule-output = uno de los dos en la salida estándar
complaints-message-no-shard-file = no es una parte de recount: { $why }
complaints-error-engine = --engine: { $engine } no sirve para { $method } en { $contest }: { $why }
complaints-error-weights = --generator ppeb y --weight COLUMNA van juntas; se halló una sin la otra
complaints-error-parquet = --parquet: este programa se compiló sin la función "parquet"
complaints-error-gone = { $file } ya no está
complaints-found-beside = junto a { $option }
complaints-found-stratum = un número para un estrato
complaints-rule-no-page = de eso no hay página, solo --json
complaints-message-row-column = fila { $row }, columna { $column }: hallado: { $found }; se admite: { $rule }
complaints-message-row = fila { $row }: hallado: { $found }; se admite: { $rule }
complaints-message-column = columna { $column }: hallado: { $found }; se admite: { $rule }
complaints-message-flaw = hallado: { $found }; se admite: { $rule }
complaints-path-the-file = el archivo
complaints-why-at-line = { $why }, en la línea { $line }, columna { $column }
complaints-why-found = hallado: { $found }; se admite: { $rule }
complaints-why-altered = fue alterado después de escrito: su resumen no concuerda con lo que dice
complaints-found-a-table = una tabla
complaints-found-text = el texto { $text }
complaints-found-contests = { $n ->
        [one] { $n } contienda
       *[other] { $n } contiendas
    }
complaints-found-styles = { $n } estilos
complaints-found-stages = { $n } etapas
complaints-found-few-names = { $n } nombre(s)
complaints-found-few-contests = { $n } contienda(s)
complaints-found-number-for = un número para { $name }
complaints-message-toml-expected = { $message }; se espera { $wanted }
complaints-message-toml-word = { $message } ({ $word })
complaints-message-toml-twice = clave repetida
complaints-message-toml-quotes = los textos van entre comillas
complaints-message-toml-no-value = clave sin valor
complaints-message-toml-text = texto entre comillas no válido
complaints-message-toml-literal = texto entre apóstrofos no válido
complaints-message-toml-list = lista sin cerrar
complaints-message-toml-table = tabla sin cerrar
complaints-message-toml-tables = lista de tablas sin cerrar
complaints-message-toml-inline = tabla entre llaves sin cerrar
complaints-message-toml-truth = ni true ni false
complaints-message-toml-zero = un cero de más al principio
complaints-message-toml-key = falta la clave
complaints-message-toml-odd-key = clave sin comillas no válida
complaints-message-toml-escape = falta algo después de \
complaints-message-toml-exponent = exponente no válido
complaints-message-toml-comma = falta una coma entre los elementos de la lista
complaints-message-toml-comma-pairs = falta una coma entre clave y clave
complaints-message-toml-assign = falta = entre clave y valor
complaints-message-toml-missing = falta el valor
complaints-message-toml-missing-for = falta el valor de la clave
complaints-message-toml-content = contenido inesperado
complaints-message-toml-either = clave o valor inesperado
complaints-message-toml-value = valor no válido
complaints-message-toml-dotted = un valor de clase { $kind } no se puede ampliar con una clave con puntos
complaints-message-toml-deep = demasiados niveles, unos dentro de otros
complaints-message-toml-return = a un retorno de carro debe seguir un fin de línea
complaints-wanted-nothing = que no haya nada
complaints-wanted-letters = letras, cifras, `-`, `_`
complaints-wanted-digits = cifras
complaints-wanted-literal = texto entre comillas
complaints-wanted-key = una clave
complaints-wanted-value = un valor

## What commands say of files, shards and progress, in Spanish.

desk-skipped = { $name } es una cuadrícula para `recount sweep`, no un escenario: se omite
desk-several-at-a-rank = { $n ->
    [one] 1 boleta tiene
   *[other] { $n } boletas tienen
 } varios nombres en un mismo lugar; ese lugar se pasa por alto.
desk-withdrawn = Se retiraron y se pasan por alto: { $names }.
desk-passed-over = { $file }: oculto, un escenario, o escrito por este programa; no se leyó
desk-no-figure = { $scenario }: ninguna cifra publicada con que comparar
desk-one-published = { $scenario }: su única cifra publicada coincide
desk-one-expected = { $scenario }: su única cifra esperada coincide
desk-all-published = { $scenario }: las { $n } cifras publicadas coinciden
desk-all-expected = { $scenario }: las { $n } cifras esperadas coinciden
desk-differ = { $scenario }: { $n } de { $all } cifras difieren
desk-differs-published = { $stage }, { $contest }, { $what }: publicada { $published }, modelo { $model }{ $band }
desk-differs-expected = { $stage }, { $contest }, { $what }: esperada { $published }, modelo { $model }{ $band }
desk-band = {" "}(se admite una diferencia de { $n })
desk-run-one = Para ver uno: recount run NOMBRE
desk-pages = { $n ->
        [one] { $n } página
       *[other] { $n } páginas
    } e index.html en { $folder }
desk-interrupted-before = interrumpido antes de terminar el primer ensayo: no hay nada que contar, y no se escribe nada
desk-interrupted-shard = interrumpido después de { $n ->
        [one] { $n } ensayo
       *[other] { $n } ensayos
    } de la parte { $shard }: { $file } no se escribe
desk-no-trials = parte { $shard }: ningún ensayo, escrita en { $file }
desk-shard-written = parte { $shard }: ensayos { $first } a { $last } de { $all }, escrita en { $file }
desk-joined = { $n ->
        [one] { $n } parte unida
       *[other] { $n } partes unidas
    }.
desk-cells-joined = { $n ->
        [one] { $n } celda unida
       *[other] { $n } celdas unidas
    }: { $csv } y { $json }
desk-cells-made = { $n ->
        [one] { $n } celda
       *[other] { $n } celdas
    }: { $csv } y { $json }
desk-shard-done = parte { $shard }: hechas sus celdas, { $n } de { $all }; { $command }
desk-interrupted-cells = interrumpido: { $n } de { $all ->
        [one] { $all } celda
       *[other] { $all } celdas
    } están hechas y guardadas; el mismo comando continúa
desk-made-anew = { $file }: { $why }; se hace de nuevo
desk-made-by = Lo que falta se hace con:
desk-submitted = enviados: el arreglo { $job } de { $n ->
        [one] { $n } parte
       *[other] { $n } partes
    } y la unión { $merge } que lo espera
desk-not-submitted = no enviados: { $why }; los scripts están ahí: { $array } y { $merge }
desk-trials-left = {"{"}bar:30{"}"} {"{"}human_pos{"}"}/{"{"}human_len{"}"} ensayos {"{"}msg{"}"} {"{"}per_sec{"}"}, faltan {"{"}eta{"}"}
desk-all-hold = { $n ->
        [one] { $n } escenario
       *[other] { $n } escenarios
    }: las { $m } cifras coinciden; --full cuenta cada uno
desk-some-differ = { $n ->
        [one] { $n } escenario
       *[other] { $n } escenarios
    }: en { $wrong } de ellos difieren cifras; --full cuenta cada uno
desk-more-lines = … { $n ->
        [one] { $n } línea
       *[other] { $n } líneas
    } más: --full las muestra todas
desk-the-paper = el papel
desk-doubt = advertencia: { $file }: { $what }
desk-exported-stage = { $title }: { $n ->
        [one] { $n } registro
       *[other] { $n } registros
    } de tarjetas como los hicieron las máquinas de { $stage }, fallas incluidas; escrito en { $folder }
desk-exported-paper = { $title }: { $n ->
        [one] { $n } tarjeta
       *[other] { $n } tarjetas
    } como las quisieron los votantes; escrito en { $folder }
desk-exported-truth = La elección es sintética; truth.json dice lo que dice el papel y los nombres detrás de los números.
desk-exported-left-out = No están en las sumas por lote, porque llevan preferencias o puntos: { $contests }
desk-printed = { $title }: { $n } boletas de muestra, sacadas de { $stage }, escritas en { $folder }
desk-printed-right = { $title }: { $n } boletas de muestra, cada una registrada como la quiso quien votó, escritas en { $folder }
desk-printed-how = Abra los archivos en un navegador e imprímalos, en tamaño carta o A4. Guarde key.html lejos de la clase.
desk-default-seed = sin semilla pública: este sorteo sale de la predeterminada, { $seed }, que todos conocen de antemano; para un sorteo público tire dados y dé el resultado con --seed

## Draws on a terminal, in Spanish.

draw-order = orden
draw-ticket = ficha
draw-counter = contador
draw-number = número
draw-card = tarjeta
draw-pull = sacar
draw-of = de
draw-cards = tarjetas
draw-whole-batch = el lote entero
draw-times = { $what } ({ $n ->
        [one] { $n } vez
       *[other] { $n } veces
    })
draw-with-replacement = con reemplazo
draw-without-replacement = sin reemplazo
draw-cards-drawn = { $draws } de tarjetas entre { $cards ->
        [one] { $cards } tarjeta
       *[other] { $cards } tarjetas
    } en { $batches ->
        [one] { $batches } lote
       *[other] { $batches } lotes
    }, { $with }; semilla { $seed }
draw-batches-drawn = { $draws } de lotes entre { $cards ->
        [one] { $cards } tarjeta
       *[other] { $cards } tarjetas
    } en { $batches ->
        [one] { $batches } lote
       *[other] { $batches } lotes
    }, { $with }; semilla { $seed }
draw-by = con { $generator }: { $says }
draw-sha256 = SHA-256 del inventario: { $sha256 }
draw-stratum-cards = { $name }: { $drawn } de { $units ->
        [one] { $units } tarjeta
       *[other] { $units } tarjetas
    }{ $after }; semilla { $seed }
draw-stratum-batches = { $name }: { $drawn } de { $units ->
        [one] { $units } lote
       *[other] { $units } lotes
    }{ $after }; semilla { $seed }
draw-stratum-after = , después de { $n }
draw-after = después de { $draws }
draw-one-draw = 1 extracción
draw-draws = { $n ->
        [one] { $n } extracción
       *[other] { $n } extracciones
    }
draw-listed = { $draws } con { $generator }, { $with }; semilla { $seed }
draw-counter-or-ticket = contador o ficha
draw-drawn = sacado
draw-more = y { $n } más; --json y --csv enumeran todo
draw-sheet = hoja del libro: { $sheet }
draw-after-round = después de { $draws } con la semilla { $seed }, que no se vuelven a sacar
draw-known-before = quien conoce la semilla conocía estas antes de sacarlas: una ronda cuyo tamaño se eligió después toma una semilla nueva (--after)
draw-default-seed = La semilla es la predeterminada, que todos conocen de antemano: este no es un sorteo público.

## First lines, in Spanish.

headline-word-confirmed = Confirmado
headline-word-corrected = Corregido
headline-word-wrong-and-confirmed = Erróneo y confirmado
headline-word-part-looked = Correcto, pero la gente miró solo una parte
headline-part-counted = La gente miró solo una parte del papel. Todos los conteos dan como resultado { $who }; el papel, que aquí solo el simulador conoce, dice lo mismo.
headline-word-undetected = Correcto, pero una falla no se detectó
headline-word-not-corrected = NO corregido
headline-word-measured-wrong = Solo medido, y ERRÓNEO
headline-word-paper-is-wrong = El papel mismo está mal
headline-word-would-be-overturned = Correcto, pero una auditoría lo habría revocado
headline-word-totals-off = Ganador correcto, totales inexactos
headline-word-not-confirmed = Correcto, pero no confirmado
headline-word-nobody-looked = Correcto, pero nadie miró
headline-word-measured-right = Solo medido
headline-word-machines-alone = Correcto, contado solo por máquinas
headline-only-names = El único conteo, { $stage }, da como resultado { $reported }; el papel dice { $paper }, y nadie lo miró.
headline-still-names = El último conteo, { $stage }, sigue dando como resultado { $reported }; el papel dice { $paper }.
headline-last-names = El último conteo, { $stage }, da como resultado { $reported }; el papel dice { $paper }.
headline-names-now = { $before } había dado como resultado { $paper }, como el papel; el último conteo, { $stage }, da como resultado { $reported }.
headline-audit-names = El conteo manual completo de la auditoría de { $stage } con { $method } da como resultado { $reported }; el papel dice { $paper }.
headline-fault-unseen = Una falla no la vio ninguna comprobación hecha, ningún conteo posterior ni ninguna auditoría realizada.
headline-one-machine-count = El único conteo, { $stage }, es de máquina, y nadie miró el papel. Da como resultado { $who }; el papel, que aquí solo el simulador conoce, dice lo mismo.
headline-machines-counted = Solo contaron máquinas, y nadie leyó el papel. Todos los conteos dan como resultado { $who }; el papel, que aquí solo el simulador conoce, dice lo mismo.
headline-sample-not-confirming = Se sacó una muestra, y no confirma el resultado. Todos los conteos dan como resultado { $who }; el papel, que aquí solo el simulador conoce, dice lo mismo.
headline-confirmed-and-wrong-if-held = Confirmado, y erróneo: { $reported }, por { $methods }, de haberse hecho esa auditoría.
headline-miscounted-if-held = El conteo manual completo de una auditoría, de haberse hecho, habría llegado a un resultado erróneo, por errores o boletas que faltan: { $methods }.
headline-measured-right = Una auditoría con { $methods }, de haberse hecho, solo lo habría medido: no pide ninguna tarjeta propia, y no confirma ni corrige nada. Queda como se reportó, { $reported }, lo que es correcto; nadie estaba obligado a actuar.
headline-measured-wrong = Una auditoría con { $methods }, de haberse hecho, solo lo habría medido: no pide ninguna tarjeta propia, y no confirma ni corrige nada. Queda como se reportó, { $reported }, lo que es ERRÓNEO; nadie estaba obligado a actuar.
headline-namely = : { $methods }
headline-asked-wrong = Auditorías de { $stage } que nadie hizo: { $noticed } de { $n } habrían notado que lo reportado no es exacto, y { $found } de { $n } habrían contado todas las boletas y hallado { $paper }{ $methods }.
headline-asked-right = Auditorías de { $stage } que nadie hizo: { $confirmed } de { $n } habrían confirmado { $reported } sin contar todas las boletas{ $methods }.
headline-asked-none = Auditorías de { $stage } que nadie hizo: ninguna habría confirmado { $reported } con una muestra; { $found } de { $n } habrían contado todas las boletas y hallado lo mismo.
headline-totals-off = Los totales del último conteo difieren en { $votes }, nombre por nombre.
headline-totals-seen = Corríjalos antes de certificar: una oficina podía verlo, por { $by }.
headline-totals-unseen = Deben corregirse antes de certificar: no lo mostró ninguna verificación de este último conteo, ningún conteo posterior ni ninguna auditoría realizada. Compárelo con los conteos anteriores.
headline-totals-would-show = Auditorías que nadie hizo: { $noticed } de { $n } lo habrían mostrado: { $methods }.
headline-exhibit-confirmed-wrong-if-held = Confirmado, y erróneo: por { $methods }, de haberse hecho esa auditoría.
headline-corrected-says = { $stage } dio como resultado { $reported }; el papel dice { $paper }, y { $mended } lo corrigió.
headline-corrected-lead-off = { $stage } dio como resultado { $reported }; el papel dice { $paper }, y { $mended } corrigió quién gana, pero la ventaja allí todavía difiere en { $votes }.
headline-mended-by-audit = el conteo manual completo de la auditoría que la ley ordena, con { $methods },
headline-last-word = La última palabra es { $who }.
headline-paper-is-wrong = Así lo dice el papel, y ningún conteo puede remediarlo.
headline-mishap-unseen = Algo le pasó al último conteo a mano, como se dice abajo, y nadie lo corrigió.
headline-checks-passed = Ninguna comprobación hecha ni ningún conteo posterior mostró una falla.
headline-seen-not-mended = Una falla fue detectada por { $by }, y aun así queda en pie el resultado erróneo.
headline-nobody-looked = La última palabra es { $who }. Una falla no la vio ninguna comprobación hecha, ningún conteo posterior ni ninguna auditoría realizada.
headline-every-count-names = Todos los conteos dan como resultado { $who }, y el papel también.
headline-one-fault = 1 falla
headline-faults = { $n ->
        [one] { $n } falla
       *[other] { $n } fallas
    }
headline-faults-found-only = Lo hallado en el camino ({ $faults }) cambió votos, no al ganador.
headline-faults-found-missed = Lo hallado en el camino: { $faults }; lo que no vio ninguna comprobación hecha ni ningún conteo posterior: { $m }. Nada de ello cambió al ganador.
headline-paper-is-wrong-too = También el papel está mal: el electorado con derecho a voto había elegido a { $who }.
headline-voters-had-chosen = El electorado con derecho a voto había elegido a { $who }.
headline-earlier-lead-off = La ventaja que reportó { $stage } difería en { $votes }.
headline-last-lead-off = La ventaja en el último conteo difiere en { $votes }.
headline-confirmed-and-wrong = Confirmado, y erróneo: { $reported }, por { $methods }.
headline-miscounted = Un conteo manual completo llegó a un resultado erróneo, por errores o boletas que faltan: { $methods }.
headline-more-ballots = Se contaron más boletas de las que hay en papel: { $list }.
headline-fewer-ballots = Se contaron menos boletas de las que hay en papel: { $list }.
headline-ballots-of = { $stage } { $counted } de { $paper }
headline-other-contests = Las demás contiendas, { $n } en total: { $list }.
headline-outcome-right = el resultado reportado es correcto
headline-outcome-wrong = el resultado reportado es ERRÓNEO
headline-no-trial = No se hizo ningún ensayo.
headline-in-trials = En { $n ->
        [one] { $n } ensayo
       *[other] { $n } ensayos
    }
headline-in-one-trial = En 1 ensayo
headline-by-distributions = Calculado con exactitud
headline-none-limits = Ningún método por muestra de los probados limita el riesgo.
headline-all-cards = { $by }, todo método que limita el riesgo revisó todas las { $of ->
        [one] { $of } tarjeta
       *[other] { $of } tarjetas
    }: { $methods }.
headline-one-method = { $by }, { $method } revisó { $cards } de { $of ->
        [one] { $of } tarjeta
       *[other] { $of } tarjetas
    } en promedio.
headline-tie = { $by }, todos los métodos que limitan el riesgo revisaron las mismas tarjetas en promedio, { $cards } de { $of }: { $methods }.
headline-apart-from-it = Con métodos que extrajeron solo para esta contienda:
headline-fewest = { $by }, de los métodos que limitan el riesgo, el menor promedio de tarjetas revisadas es el de { $methods }: { $cards } de { $of }; el siguiente es { $next_cards }, de { $next }.
headline-may-be-chance = Una diferencia tan pequeña puede ser azar.
headline-nobody-confirmed = { $by }, ningún método lo confirmó{ $interval }.
headline-within-95 = {" "}(intervalo del 95 % de cada uno: 0 a { $high } %)
headline-confirmed-all-the-same = Aun así se confirmó: { $list }.
headline-often-trials = { $methods } en { $hits } de { $n ->
        [one] { $n } ensayo
       *[other] { $n } ensayos
    } ({ $share }, intervalo del 95 %: { $low } a { $high } %)
headline-often-law = { $methods } con una probabilidad de { $share }
headline-above-limit = , por encima del límite de riesgo de { $limit }
headline-wrong-stands-after = Tras un conteo manual completo con errores o boletas que faltan queda un resultado erróneo: { $list }.
headline-looked-all-the-same = De todos modos revisan tarjetas los métodos cuya regla las pide sea cual sea lo reportado: { $list }.
headline-looked-at = { $method } { $cards } de { $of } en promedio
headline-shared-all = { $by }, { $k ->
        [one] { $k } contienda
       *[other] { $k } contiendas
    } con una sola muestra: en promedio { $list }.
headline-shared-work = { $method } saca { $cards ->
        [one] { $cards } tarjeta
       *[other] { $cards } tarjetas
    } una sola vez y después cuenta completas { $ballots ->
        [one] { $ballots } boleta
       *[other] { $ballots } boletas
    } ({ $hours ->
        [one] { $hours } hora
       *[other] { $hours } horas
    }, ${ $cost })
headline-shared-least = De los métodos que limitan el riesgo, el menor promedio es el de { $methods }: { $handled ->
        [one] { $handled } tarjeta
       *[other] { $handled } tarjetas
    } y boletas; el siguiente es { $next_handled }, de { $next }.
headline-shared-tie = Todos los métodos que limitan el riesgo manejan las mismas tarjetas y boletas, { $handled }: { $methods }.
headline-one-sample-ends = { $by } con la muestra de todas, { $list }.
headline-ends-of = { $methods }: { $parts }
headline-end-confirmed = confirmado en { $n }
headline-end-full = contado completo en { $n }
headline-end-measured = solo medido en { $n }
headline-measured-never = { $by }, ninguna auditoría con { $methods } lo confirmó: solo se midió, con tarjetas sacadas para otras contiendas, y queda como se reportó, sin confirmar.
headline-measured-in = En { $hits } de { $n ->
        [one] { $n } ensayo
       *[other] { $n } ensayos
    } con { $methods } solo se midió, con tarjetas sacadas para otras contiendas: allí queda como se reportó, sin confirmar.
headline-measured-never-wrong = { $by }, ninguna auditoría con { $methods } lo confirmó: solo se midió, con tarjetas sacadas para otras contiendas, y el resultado ERRÓNEO queda como se reportó.
headline-measured-in-wrong = En { $hits } de { $n ->
        [one] { $n } ensayo
       *[other] { $n } ensayos
    } con { $methods } solo se midió, con tarjetas sacadas para otras contiendas: allí el resultado ERRÓNEO queda como se reportó.
headline-lie-stands = La mentira QUEDA EN PIE, aunque no se confirmó: { $list }.
headline-stands-measured = con { $method } en { $hits } de { $n ->
        [one] { $n } ensayo
       *[other] { $n } ensayos
    } ({ $share }) con { $attack } en { $contest }, que solo se midió{ $stands_in }
headline-stands-counted = con { $method } en { $hits } de { $n ->
        [one] { $n } ensayo
       *[other] { $n } ensayos
    } ({ $share }) con { $attack } en { $contest }, donde un conteo manual completo no la corrigió{ $stands_in }
headline-hardly-tried = Apenas se probó: con una ventaja falsa de { $lead }, { $methods } contó todas las boletas en { $share } de los ensayos antes de que una muestra menor pudiera decir algo.
headline-try-margin = Una ventaja de unos { $n ->
        [one] { $n } voto
       *[other] { $n } votos
    } los probaría: --margin { $n }.
headline-nothing-tried = No se probó nada.
headline-nobody-fooled = Ningún método fue engañado: ninguno confirmó la mentira en { $n ->
        [one] { $n } ensayo
       *[other] { $n } ensayos
    } de cada ataque (a lo sumo { $high } %, con el 99 % para todas las celdas juntas).
headline-fooled = Engañados: { $list }.
headline-fooled-often = { $method } confirmó la mentira en { $hits } de { $n ->
        [one] { $n } ensayo
       *[other] { $n } ensayos
    } ({ $share }) con { $attack } en { $contest }{ $as_often }{ $fooled_in }{ $limit }
headline-as-often = {" "}(igual de veces en { $n ->
        [one] { $n } celda
       *[other] { $n } celdas
    } más)
headline-fooled-in = , y al menos una vez en { $n } de { $all ->
        [one] { $all } celda
       *[other] { $all } celdas
    }
headline-its-limit = ; su límite de riesgo es { $limit }
headline-never-fooled = Nunca engañados en { $n ->
        [one] { $n } ensayo
       *[other] { $n } ensayos
    } de cada ataque: { $methods } (a lo sumo { $high } %, con el 99 % para todas las celdas juntas).
headline-exhibit-confirmed-wrong = Confirmado, y erróneo: por { $methods }.
headline-wrong-confirmed-in = Resultados erróneos que se confirmaron:
headline-confirmed-wrong-pages = En { $n } de ellas una auditoría realizada o consultada confirma un resultado erróneo: { $list }.
headline-confirmed-wrong-check = { $scenario }, { $contest }: un resultado erróneo se confirma en una auditoría con { $methods }
headline-confirmed-wrong-in-all = un resultado erróneo se confirma en una auditoría en { $n } de { $all }; --full los nombra

## The help of every command, and what the command line says of arguments it cannot read, in Spanish.

help-help-about = Un simulador de auditorías electorales y recuentos de boletas.
help-help-long = Modela las boletas de papel, lo que las máquinas dicen de ellas (con las fallas que las máquinas tuvieron de verdad) y lo que las personas leen a mano; y muestra qué se reportó, qué dice el papel, quién lo notó y qué se corrigió.
help-help-usage = Uso: { $usage }
help-help-commands = Comandos:
help-help-arguments = Argumentos:
help-help-options = Opciones:
help-help-list = Lo que hay: escenarios, métodos, motores, ataques, fallas, leyes, niveles de cuidado, generadores, formatos, reglas
help-help-run = Una elección, etapa por etapa
help-help-check = Ejecuta escenarios y los compara con las cifras escritas en ellos
help-help-simulate = Muchas pruebas: una auditoría hecha una y otra vez, con cada método
help-help-sweep = Una cuadrícula de escenarios: sigue donde se detuvo, y muchas máquinas pueden repartírsela
help-help-merge = Reúne las partes de una simulación o barrido de muchas máquinas
help-help-plan = Qué auditoría conviene para el conteo de un escenario, y qué exige cada una; o tamaños de muestra para unas pocas cifras
help-help-risk = El riesgo medido de lo que alguien observó: entra JSON, sale JSON
help-help-draw = Qué tarjetas o lotes sacar: un sorteo que cualquiera repite
help-help-schema = El esquema JSON de los archivos de escenario
help-help-help = Muestra este mensaje o la ayuda de los comandos dados
help-help-help-short = Muestra la ayuda
help-help-help-summary = Muestra la ayuda (con '-h', un resumen)
help-help-help-more = Muestra la ayuda (con '--help', más)
help-help-version = Muestra la versión
help-help-lang = Idioma de informes y ayuda, en o es; si falta, el del sistema
help-help-start = Empiece con: recount list; recount run antrim-2020; recount run antrim-2020 --lang es
help-help-json-table = Un documento JSON en lugar de una tabla
help-help-json-page = Un documento JSON en lugar de una página
help-help-json-lines = Un documento JSON en lugar de líneas
help-help-json-line = La tabla como un documento JSON en lugar de una línea
help-help-scenario = Un archivo, el nombre de un escenario incluido (véase `recount list`), o -
help-help-scenarios = Archivos de escenario o nombres de escenarios incluidos; si no se da ninguno, todos los incluidos
help-help-all = Todos los escenarios incluidos, como galería de páginas en la carpeta que --html nombra
help-help-seed-dice = La semilla de todo el azar: cualquier texto, por ejemplo dados
help-help-seed = La semilla de todo el azar: cualquier texto
help-help-html = El informe como una página web; - para la salida estándar
help-help-listed = Lo que se enumera
help-help-full = Toda la página, no solo sus primeras líneas
help-help-threads-count = Hilos que cuentan; cualquier número da el mismo resultado
help-help-threads-work = Hilos que trabajan; cualquier número da el mismo resultado
help-help-examples = Ejemplos:
help-help-example = Ejemplo:
help-help-table = Muestra en su lugar suceso × método: la probabilidad de que una auditoría vea que lo reportado está mal
help-help-trials-table = Cuántas veces se hace cada auditoría de la tabla
help-help-default = { $help } [si falta: { $value }]
help-help-possible = { $help } [valores posibles: { $values }]
help-help-default-possible = { $help } [si falta: { $value }] [valores posibles: { $values }]
help-help-exit-check = Estado de salida 1 si difiere alguna cifra.
help-help-trials = Cuántas veces se hace la auditoría
help-help-method = Un método, o all; puede repetirse. Si falta, los del escenario
help-help-attack = Un ataque, o all; puede repetirse: se reporta como ganador a un perdedor, en lugar de las fallas del escenario
help-help-margin = Votos con los que aventaja el falso ganador
help-help-of = La etapa cuyo conteo se audita; si falta, la del escenario
help-help-risk-limit = La mayor probabilidad de confirmar un resultado erróneo; si falta, la del escenario, o 0.05
help-help-engine = Cómo se hacen los ensayos, véase `recount list engines`
help-help-shard-trials = Una parte de los ensayos para una de muchas máquinas: i/N con i desde 0, o auto (véase merge)
help-help-out-part = Las cuentas de todos los ensayos, para `recount merge`
help-help-csv-rows = La tabla como valores separados por comas
help-help-parquet = La tabla como archivo Parquet
help-help-methods = Métodos, motores, ataques: recount list methods|engines|attacks
help-help-shard-auto = Con --shard auto, i y N vienen de RECOUNT_SHARD=i/N, o i de un arreglo de Slurm, un trabajo indexado de Kubernetes, un arreglo de AWS Batch, HyperQueue o GNU parallel y N de RECOUNT_SHARDS.
help-help-ctrl-c = Ctrl-C termina con los ensayos hechos. Estado de salida 1 en ese caso, y si bajo un ataque un método rompe su promesa.
help-help-grid = La cuadrícula, un archivo TOML
help-help-out-folder = La carpeta de celdas y tabla; un barrido detenido sigue en la suya
help-help-shard-cells = Una parte de las celdas para una de muchas máquinas: i/N con i desde 0, o auto (véase merge)
help-help-slurm = Escribe en CARPETA los scripts de un arreglo de Slurm, y los envía
help-help-shards = Partes del arreglo de Slurm; si falta, una por celda, a lo sumo 64
help-help-csv-too = La tabla también aquí, como valores separados por comas
help-help-grid-names = Una cuadrícula nombra un escenario, ensayos y lo que varía:
help-help-grid-question = # ¿Qué efecto tiene el límite de riesgo en dos auditorías?
help-help-in-folder = En la carpeta: cells/ y, cuando todas están hechas, table.csv, table.json y table.sha256.
help-help-exit-sweep = Estado de salida 1 si fue interrumpido, o si --slurm no halló Slurm; lo hecho se conserva.
help-help-dir = La carpeta con las partes
help-help-exit-merge = Estado de salida 1 si faltan partes o si no van juntas, con los comandos que hacen lo que falta; 2 si un archivo no es una parte.
help-help-contests = Archivos publicados en vez de un escenario, para todas sus contiendas: resultados que cuentan boletas, o contiendas de una ronda
help-help-spec = Cifras en lugar de un escenario: un documento JSON o uno por línea; un archivo o - para la entrada estándar
help-help-method-fits = Un método, o all para todos los que sirven; puede darse varias veces. Si falta, los usuales y los del escenario
help-help-trials-plan = Ensaya este número de veces las auditorías de las que ninguna ley dice qué exigen; si falta, tantas como caben en cerca de un segundo
help-help-discrepancies = Discrepancias para las que se planean las comparaciones, como proporciones de las tarjetas: o1, o2 (uno, dos votos sobrestimados), u1, u2
help-help-starts = El primer día de trabajo, como 2026-11-09: los días de trabajo llevan entonces fecha, de lunes a viernes
help-help-deadline = El último día de la auditoría, como 2026-11-20
help-help-plan-scenario = De un escenario se dice primero la auditoría más barata que limita el riesgo y termina dentro del plazo, para todas las contiendas juntas y para cada una sola. Una tabla para cada una tiene tarjetas, boletas, horas, costo y la probabilidad de un conteo manual completo, si nada está mal y con los errores de las máquinas y mesas del escenario: según una ley exacta donde la hay, si no según ensayos. Los ritmos de trabajo, las mesas, las fechas y las discrepancias esperadas son claves en [audit] y [audit.work] (véase `recount schema`).
help-help-plan-question = Una pregunta nombra un método y votos (votes) o un margen (margin), y puede nombrar ballots, winners, risk_limit, quantiles, rounds, probe, replacement, gamma, discrepancies (o1, o2, u1, u2), batches, sample (las rondas hasta ahora: qué falta, y la siguiente ronda), share, trials y seed. Los tamaños son exactos donde "exact" es true; "horizon" dice hasta dónde, y si las auditorías se ensayaron al azar, su error está al lado.
help-help-file-json = Un documento JSON, o uno por línea; un archivo, o - para la entrada estándar
help-help-risk-examples = Muestra en su lugar una pregunta para cada prueba
help-help-tests = Pruebas (la palabra después de "test" en una pregunta):
help-help-test-values = valores de tarjetas en su orden frente a una media nula
help-help-test-pairs = pares de registro de voto y lectura a mano, de votos o de preferencias (irv)
help-help-test-counts = cuentas de discrepancias; también el tamaño de la muestra y lo que falta
help-help-test-rounds = boletas y votos del ganador, ronda por ronda;
help-help-test-pair = n cuenta las boletas del par: las demás son del perdedor
help-help-test-batches = lotes, reportados y auditados; varios pueden contarse como uno solo
help-help-test-strata = estratos: comparación y sondeo; muestras de una media
help-help-test-upset = la probabilidad de un vuelco, dada una distribución previa
help-help-before = Antes de la evidencia:
help-help-before-nothing = sin nada leído la respuesta es 1, sea cual sea la prueba; una probabilidad posterior responde su distribución previa
help-help-before-prior = la distribución previa no favorece a nadie, salvo que usted dé otra
help-help-before-point = una hipótesis nula de un solo punto se prueba como ese punto; una sin ningún punto se rechaza
help-help-before-zero = 0 se responde solo donde lo leído refuta con certeza la hipótesis nula
help-help-risk-copy = # una pregunta para cada prueba, para copiar
help-help-risk-answers = # y sus respuestas
help-help-manifest = Un inventario de boletas, CSV o XLSX, con una fila por lote; un archivo o - para la entrada estándar
help-help-ids = Una lista de nombres, uno por línea; un archivo o - para la entrada estándar
help-help-from = El primer número de un intervalo; si falta, 1
help-help-to = El último número de un intervalo
help-help-seed-public = La semilla pública: cualquier texto, por ejemplo el resultado de lanzar dados; si falta, una que todos conocen
help-help-generator = El modo público de sortear; si falta, consistent para nombres y rivest para lo demás
help-help-n = Cuántas sortear; con --stratum, de cada estrato, o ESTRATO=N para uno; puede darse varias veces
help-help-percent = En su lugar, este porcentaje de los lotes, redondeado hacia arriba, al menos uno
help-help-skip = Omite las primeras K del sorteo, las ya sorteadas; ESTRATO=K para un estrato
help-help-replacement = Una tarjeta puede salir otra vez
help-help-by = Tarjetas o lotes enteros; si falta, tarjetas, salvo con --percent y --weight, que sortean lotes
help-help-stratum = Un sorteo de cada estrato: la columna del inventario que los nombra
help-help-weight = La columna de cotas de error para el generador ppeb
help-help-batch = La columna de nombres de lotes, si su nombre no es uno de los usuales
help-help-count = La columna de cantidades de tarjetas, si su nombre no es uno de los usuales
help-help-digits = Cifras de las fichas de consistent que se muestran, después de los nueves iniciales; si falta, 9
help-help-order = Como salieron, o como se van a buscar las tarjetas, cada una una vez: por caja, lote y posición
help-help-csv-draw = Escribe texto separado por comas en un archivo, completo o nada; - para la salida estándar
help-help-generators = Generadores: recount list generators
help-help-longer = Un sorteo más largo continúa uno más corto: -n 60 empieza con las tarjetas de -n 40, y -n 20 --skip 40 da el resto.
help-help-tickets = Una ficha se hace de semilla y nombre: condado, caja, tabuladora y lote, los que tenga el inventario, y la posición de la tarjeta, con comas. Un estrato se sortea con la semilla "SEMILLA,ESTRATO" (consistent: con la semilla misma, pues los nombres difieren). Los lotes sin tarjetas no se sortean, salvo por peso.
help-help-then = (después: recount merge parts)
help-help-error = error: { $said }
help-help-tip = consejo: { $said }
help-help-more = Para saber más, pruebe '--help'.
help-help-values = {"["}valores posibles: { $values }]
help-said-unexpected = argumento inesperado '{ $name }'
help-said-unexpected-value = valor inesperado '{ $value }' para '{ $name }'; no se esperaban más
help-said-no-such-command = comando desconocido '{ $name }'
help-said-similar-argument = existe un argumento parecido: '{ $name }'
help-said-similar-arguments = existen argumentos parecidos: { $names }
help-said-similar-command = existe un comando parecido: '{ $name }'
help-said-similar-commands = existen comandos parecidos: { $names }
help-said-similar-value = existe un valor parecido: '{ $name }'
help-said-as-value = para dar '{ $name }' como valor, use '{ $use }'
help-said-exists = '{ $name }' existe
help-said-command-exists = el comando '{ $name }' existe; para usarlo, quite el '--' que la precede
help-said-not-given = faltan estos argumentos necesarios:
help-said-twice = el argumento '{ $name }' no puede darse varias veces
help-said-not-with = el argumento '{ $name }' no puede darse junto con '{ $other }'
help-said-not-with-these = el argumento '{ $name }' no puede darse junto con:
help-said-not-with-others = el argumento '{ $name }' no puede darse junto con alguno de los otros dados
help-said-command-not-with = el comando '{ $name }' no puede darse junto con '{ $other }'
help-said-invalid = valor no válido '{ $value }' para '{ $name }'
help-said-invalid-why = valor no válido '{ $value }' para '{ $name }': { $why }
help-said-none-given = '{ $name }' necesita un valor y no se dio ninguno
help-said-flag-value = valor inesperado '{ $value }' para '{ $name }'; no se esperaba ninguno
help-said-no-command = '{ $name }' necesita un comando y no se dio ninguno
help-said-list = {"["}comandos: { $names }]
help-said-not-utf8 = en uno o más argumentos hay texto que no es UTF-8
help-why-no-digits = no es un número entero que se admita aquí
help-why-no-integer = está vacío
help-why-too-large = el número es demasiado grande
help-why-too-small = el número es demasiado pequeño
help-why-no-float = no es un número
help-why-empty-float = está vacío
help-why-not-in = { $value } no está entre { $low } y { $high }
help-value-options = OPCIONES
help-value-command = COMANDO
help-value-lang = IDIOMA
help-value-scenario = ESCENARIO
help-value-scenarios = ESCENARIOS
help-value-text = TEXTO
help-value-file = ARCHIVO
help-value-method = MÉTODO
help-value-attack = ATAQUE
help-value-votes = VOTOS
help-value-stage = ETAPA
help-value-share = PROPORCIÓN
help-value-engine = MOTOR
help-value-grid = CUADRÍCULA
help-value-dir = CARPETA
help-value-rates = CLASE=PROPORCIÓN,…
help-value-date = FECHA
help-value-name = NOMBRE
help-value-what = QUÉ
help-value-column = COLUMNA
help-value-order = ORDEN
help-said-invalid-empty = valor vacío para '{ $name }'
help-said-invalid-empty-why = valor vacío para '{ $name }': { $why }
help-why-seed = una semilla es algún texto sin espacios delante ni detrás
help-help-after = Una ronda anterior con semilla propia, y cuántas sacó: no se vuelven a sacar; puede darse varias veces
help-help-sheet = La hoja de un libro que tiene varios inventarios
help-help-expect-cards = Rechaza un inventario de más o menos tarjetas
help-help-expect-batches = Rechaza un inventario de más o menos lotes
help-help-no-total-row = La última fila es un lote, aunque se llame total o sea la suma de las demás
help-help-known = Quien conoce una semilla conoce todo su sorteo. Los sondeos por Minerva fijan el tamaño de todas las rondas antes de conocer la semilla; donde el tamaño de una ronda se elige después, como permite Providence, sortee para ella una semilla nueva y nombre las rondas anteriores con --after.
help-value-seed-n = SEMILLA=N
help-help-export-contest = La única contienda cuyas boletas se escriben, por su id; para raire
help-help-import = Qué contienen los archivos de una oficina y qué no cuadra
help-help-import-long = Cuenta tarjetas por tabuladora, lote y estilo, y votos, votos no emitidos, votos en exceso y blancos por contienda; enumera las filas omitidas y todo lo que se dejó fuera o se infirió.
help-help-import-formats = Lee CVR de Dominion en CSV y JSON, registros de ES&S, Hart Verity, Clear Ballot, Unisyn y NIST SP 1500-103, boletas de preferencias (RAIRE, Blom, PrefLib, BLT, ConcreteSTV), votos por lote, manifiestos de boletas, resultados de Clarity y otros, archivos de auditoría de Colorado e informes de auditoría de Arlo; como archivos, carpetas, zips y libros de cálculo. Un archivo se reconoce por su contenido.
help-help-import-status = Estado de salida 1 si algo difiere de --results o --manifest.
help-help-import-files = Archivos, carpetas o zips de una oficina; - para la entrada estándar
help-help-import-to = Escribe las columnas como CSV y Parquet en una carpeta
help-help-import-redact = Oculta los votos de tarjetas de estilos, lotes, recintos y grupos raros, y escribe una suma de ellos
help-help-import-results = Resultados publicados con los que comparar los votos
help-help-import-manifest = Un manifiesto de boletas con el que comparar los números de tarjetas
help-help-import-scenario = Escribe un primer escenario de estos archivos: cada decisión que no resuelven es un "?" en él
help-help-law = Si la ley ordena un recuento con un margen, con qué método y quién paga
help-help-law-rules = Sin --votes se dicen solo las reglas.
help-help-law-all = Todas las reglas: recount list laws
help-help-law-state = Un estado, por su código postal o su nombre (en inglés)
help-help-law-office = De qué trata la contienda
help-help-law-statewide = Vota en ella todo el estado
help-help-law-votes = Los votos de cada candidato, de los que gana uno
help-help-law-date = El día del conteo, por ejemplo 2026-11-03; si falta, las reglas de todos los años
help-value-state = ESTADO
help-value-office = CARGO
help-help-test-small = un valor P menor que 1e-300 se da como eso, con log10_p_value al lado; nunca como 0
help-help-rehearse = Una auditoría de archivos propios: sortear, leer, anotar, verificar
help-help-rehearse-folder = La carpeta contiene audit.toml: un escenario cuyo papel está en archivos junto a él ([election] from), con un método en [audit] y una semilla pública. Las hojas nunca muestran lo que leyó la máquina. docs/rehearsal.md recorre una auditoría entera.
help-help-rehearse-dir = La carpeta de la auditoría
help-help-rehearse-action = Qué hacer
help-help-rehearse-sheets = Hojas de lecturas rellenadas, CSV o XLSX
help-help-rehearse-seal = Con verify: el sello que se anotó, o sus primeros dígitos, al menos 16
help-help-rehearse-enough = Con draw: tantas tarjetas como terminan la auditoría de una contienda si todas coinciden, donde la ronda tiene menos
help-help-rehearse-json = El estado como JSON
help-help-exit-rehearse = Estado de salida 1 donde las lecturas de una tarjeta difieren, o donde verify halla otras hojas que las del sorteo.
help-help-rehearse-actions = Acciones:
help-help-rehearse-begin = fija archivos, ajustes y semilla: la primera línea del registro
help-help-rehearse-draw = escribe las hojas de la ronda abierta: qué retirar, qué leer, una página para imprimir; con --enough una ronda que puede ser la última
help-help-rehearse-enter = toma hojas rellenadas: todas las lecturas de una hoja, o ninguna
help-help-rehearse-status = muestra el riesgo medido de cada contienda y qué difiere; también sin acción
help-help-rehearse-verify = repite sorteo, comparación y riesgo solo con la carpeta; con --seal, dice hasta qué línea el registro es el sellado
help-help-rehearse-report = escribe report.html: lo que se auditó y lo que se halló, para que lo firme una junta; enter lo hace cuando termina la auditoría
help-value-action = ACCIÓN
help-value-sheet = HOJA
help-help-verify = Una auditoría oficial otra vez, con los archivos publicados
help-help-verify-files = Archivos: un informe de auditoría de Arlo, con los manifiestos de boletas y los totales por lote (zip o CSV); o archivos del centro de auditorías de Colorado: contest.csv de una ronda, y si se tienen contestSelection.csv, tabulateCounty.csv, batchCountComparison.csv, contestsByCounty.csv y seed.csv; o la carpeta de una auditoría de recount rehearse.
help-help-exit-verify = Estado de salida 1 donde algo publicado no se sostiene.
help-help-verify-file = Los archivos publicados, o la carpeta de una auditoría
help-help-verify-seal = De la carpeta de una auditoría: el sello que se anotó, o sus primeros dígitos, al menos 16
help-help-verify-json = Los hallazgos como JSON
help-help-assertions = Qué debe comprobar una auditoría de preferencias, y los márgenes
help-help-assertions-file = El archivo es un problema de RAIRE en JSON, texto de RAIRE o listas de órdenes con su número de boletas. El documento tiene las afirmaciones cuya mayor dificultad es la menor posible, las menos que bastan, los tres márgenes, y qué afirmación excluye qué orden de eliminación.
help-help-assertions-by-rule = Con --rule es cualquier archivo de boletas que lee `recount import`, contado según esa regla: quién gana, las rondas, qué tiene que probar una auditoría. Un documento con una "rule", o uno por línea, es una pregunta por sí mismo.
help-help-assertions-difficulties = Dificultades:
help-help-assertions-margin = tarjetas por voto de margen, como las necesitan las comparaciones
help-help-assertions-square = su cuadrado, como lo necesitan los sondeos
help-help-assertions-bravo = tarjetas que se esperan en un sondeo; con --risk-limit
help-help-assertions-macro = tarjetas de una comparación sin errores; con --risk-limit y --error-inflation
help-help-assertions-options = Lo que dicen las opciones va antes de lo que dice el archivo.
help-help-exit-assertions = Sin regla, código de salida 1 si no hay afirmaciones, por un empate o porque gana otro; el documento dice cuál de los dos. Con una regla, código de salida 0 y un "error" que dice por qué.
help-help-ranked-file = Boletas, o preguntas; un archivo, o - para la entrada estándar
help-help-ranked-contest = La contienda, por su nombre o número; hace falta si el archivo tiene varias, salvo con --shangrla
help-help-ranked-winner = Quién ganó según lo reportado; si falta, a quien nombra el archivo, y si no, a quien eligen las boletas
help-help-ranked-cards = Las tarjetas que se pueden sortear; si falta, lo que dice el archivo, y si no, las boletas de la contienda
help-help-ranked-difficulty = Qué tan difícil es comprobar una afirmación; si falta, lo que dice el archivo, y si no, según el margen
help-help-ranked-risk-limit = El límite de riesgo, para BRAVO y MACRO
help-help-ranked-inflation = El factor de inflación de errores, para MACRO
help-help-ranked-shangrla = La forma que lee SHANGRLA: candidatos por su nombre, todas las contiendas
help-help-counted-rule = Cuenta las boletas según esta regla: irv, stv o un nombre de `recount list rules`
help-help-counted-seats = Cargos por ocupar; 1 si no se da
help-help-counted-threshold = La proporción que necesita quien gana, como 0.6 o 3/5
help-help-counted-transfers = El método para transferir votos (stv): `recount list transfers`
help-help-counted-completion = Qué decide una contienda condorcet sin ganador: `recount list completions`
help-help-counted-points = Cuánto valen los lugares (borda): `recount list points`
help-help-counted-elimination = Quiénes quedan fuera juntos en una ronda (irv): `recount list eliminations`
help-help-counted-proposal = El nombre de una medida de dos nombres que necesita la proporción (supermajority): sin ella gana el otro
help-help-counted-undeclared = A quién nadie puede elegir (irv), como nombres no declarados; otra vez para cada uno
help-help-counted-lot = A quién dejó fuera el sorteo de la oficina; otra vez para cada uno, en ese orden
help-value-id = ID
help-value-limit = LÍMITE
help-value-factor = FACTOR
help-help-print = Boletas de papel para una clase, con listas, dados y el riesgo a mano
help-help-print-what = Las boletas son muestras y lo dicen. Se sacan de un conteo del escenario de modo que se mantengan quienes ganan en el papel y en lo comunicado, y que haya entre ellas al menos un registro erróneo donde hay alguno.
help-help-print-files = Archivos: ballots.html, blank-ballots.html, sheets.html (cómo se lee una boleta, lo comunicado, el inventario, la lista de la máquina, hojas de conteo, dados, una hoja de extracción, el riesgo a mano) y key.html para quien enseña. Ábralos en un navegador e imprímalos, en tamaño carta o A4.
help-help-print-ballots = Boletas, de 10 a 216
help-help-print-to = Una carpeta nueva o vacía para los papeles
help-help-print-contest = Una contienda por su id, a lo sumo tres; sin ella, las tres primeras de la primera boleta
help-help-print-stage = El conteo a máquina que es la lista de la máquina; sin él, el primero con un registro de cada boleta
help-help-print-no-fault = La máquina lee cada boleta como la quiso quien votó
help-help-print-dice = Lo que sacó la clase, cifras del 1 al 6: las usan la hoja de extracción y la clave
help-help-print-risk-limit = El límite de riesgo de la hoja; sin él, el del escenario
help-help-export = Una elección sintética como archivos de una oficina electoral
help-help-export-files = Los archivos tienen lo que registraron las máquinas de un conteo, fallas incluidas. Junto a ellos están el inventario, las sumas por lote y truth.json: lo que dice el papel.
help-help-export-formats = Formatos: recount list exports
help-help-export-numbers = Tabuladoras, lotes, contiendas y candidatos llevan los mismos números en todos los archivos; truth.json tiene sus nombres. El número de un registro en su lote es la posición de la tarjeta en la pila; un lote que se escaneó dos veces está dos veces. Una contienda que un formato no admite se rechaza.
help-help-export-format = El formato de los registros de voto
help-help-export-to = Una carpeta nueva o vacía para los archivos
help-help-export-stage = La etapa cuyo conteo a máquina se escribe; sin ella, el último conteo a máquina
help-help-export-paper = Lo que quisieron los votantes, en lugar de lo que registró una máquina
help-help-short-all = Las demás opciones, y qué es un sorteo:
help-help-short-plan = Las demás opciones, y qué contienen las tablas:

## The law of recounts, in Spanish.

laws-automatic = un recuento es automático { $when }
laws-automatic-never = ningún recuento es automático
laws-automatic-unknown = este programa no sabe si algún recuento es automático: pregunte a la oficina electoral de { $state }
laws-request = { $who } puede pedir un recuento { $when }
laws-request-never = nadie puede pedir un recuento
laws-request-unknown = este programa no sabe quién puede pedir un recuento: pregunte a la oficina electoral de { $state }
laws-who-loser = una candidatura que perdió
laws-who-candidate = cualquier candidatura
laws-who-voters = un grupo de votantes
laws-who-loser-voters = una candidatura que perdió, o un grupo de votantes,
laws-who-candidate-voters = cualquier candidatura, o un grupo de votantes,
laws-who-somebody = quien la ley nombra
laws-at-any = con cualquier margen
laws-at-tie = con un empate
laws-at = con un margen de { $limit }
laws-percent-or-less = { $p } % o menos de { $base }
laws-percent-below = menos de { $p } % de { $base }
laws-votes-or-less = { $n ->
        [one] { $n } voto
       *[other] { $n } votos
    } o menos
laws-one-vote = 1 voto
laws-votes-below = menos de { $n ->
        [one] { $n } voto
       *[other] { $n } votos
    }
laws-of-all = todos los votos
laws-of-two = los votos de ambas partes
laws-of-leader = los votos de quien va adelante
laws-and = {" "}y{" "}
laws-or = , o{" "}
laws-or-last = { $list } o { $last }
laws-cast-at-most = { $limit } donde se emitieron { $n ->
        [one] { $n } voto
       *[other] { $n } votos
    } como máximo
laws-cast-more-than = { $limit } donde se emitieron más de { $n ->
        [one] { $n } voto
       *[other] { $n } votos
    }
laws-cast-between = { $limit } donde se emitieron de { $low } a { $high ->
        [one] { $high } voto
       *[other] { $high } votos
    }
laws-by-machine = a máquina
laws-by-hand = a mano
laws-as-at-first = contado como la primera vez
laws-hand-sample = a máquina con una muestra a mano
laws-as-chosen = a máquina o a mano, según elija quien lo pide
laws-paid-public = con cargo público
laws-paid-asker = a costa de quien lo pide
laws-paid-back = a costa de quien lo pide, con devolución si cambia el resultado
laws-paid-unknown = este programa no sabe quién paga
laws-paid-free = con cargo público { $when }; si no, { $else }
laws-seen = según el texto de { $year }
laws-undated = según una página sin fecha
laws-not-verified = conocimiento general, sin verificar
laws-ordered = se ordena un recuento
laws-not-ordered = con este margen no se ordena ningún recuento
laws-not-asked = con este margen no se puede pedir ningún recuento
laws-may = se puede pedir un recuento
laws-may-free = se puede pedir un recuento con cargo público
laws-may-paid = se puede pedir un recuento a costa de quien lo pide
laws-if-it-is = si es { $kinds }
laws-kind-any = cualquier contienda
laws-kind-statewide = una contienda de todo el estado
laws-kind-federal-statewide = la presidencia o el Senado de EE. UU.
laws-kind-state-office = un cargo estatal elegido en todo el estado
laws-kind-state-question = una consulta de todo el estado
laws-kind-congress = la Cámara de Representantes de EE. UU.
laws-kind-legislature = un escaño de la legislatura
laws-kind-local = un cargo local
laws-kind-local-question = una consulta local
laws-of-other-rule = la ley habla de los votos de dos candidatos, y esta contienda no se decide por ellos
laws-nobody-loses = nadie pierde, así que no hay margen que la ley pueda mirar
laws-caption = Las reglas son las vigentes en la fecha de cada conteo, según se leyeron en el año que nombra cada regla; los cambios posteriores no se conocen aquí. El margen es el que cada conteo informó de las boletas de este escenario; si son solo una parte de la contienda, la ley mira el total. Esto no es asesoría legal.
laws-rules = Las reglas, por sus números:
laws-no-date = Los conteos no tienen fecha: se dicen las reglas de todos los años.
laws-since = desde { $date }
laws-until = hasta { $date }
laws-audit-share = se cuenta a mano { $p } % de los recintos
laws-audit-share-least = se cuenta a mano { $p } % de los recintos, al menos { $n }
laws-audit-by-size = se cuentan a mano tantos recintos: { $list }, { $n } por encima de eso y al menos { $p } %
laws-audit-below = { $n } por debajo de { $most ->
        [one] { $most } boleta
       *[other] { $most } boletas
    }
laws-audit-ballots = se cuentan a mano recintos con { $p } % de las boletas, o con { $n ->
        [one] { $n } boleta
       *[other] { $n } boletas
    } si eso es menos
laws-audit-ballots-share = se cuentan a mano recintos con { $p } % de las boletas
laws-audit-by-margin = se cuenta a mano una parte de los recintos: { $list }, { $p } % por encima de eso
laws-audit-below-margin = { $p } % por debajo de un margen de { $margin } %
laws-audit-power = se cuentan a mano tantos recintos como mostrarían un resultado erróneo con una probabilidad de { $p } %
laws-audit-never = las diferencias se informan y de ellas no sigue otro conteo
laws-audit-then = { $trigger }, { $steps }
laws-audit-in-one = si uno difiere en más de { $p } % de sus boletas
laws-audit-in-one-votes = si uno difiere en más de { $p } % de sus boletas y en más de { $n ->
        [one] { $n } voto
       *[other] { $n } votos
    }
laws-audit-together = si todos juntos difieren en más de { $p } % de sus boletas
laws-audit-together-or-equal = si todos juntos difieren en { $p } % de sus boletas o más
laws-audit-of-margin = si difieren en más de { $p } % del margen
laws-audit-extended = si uno difiere en más de { $p } % de sus boletas, y otro tanto en todos superaría el margen
laws-audit-reversal = si su cambio, extrapolado a todas las boletas, invertiría el resultado
laws-audit-more = se cuentan { $n } más
laws-audit-times = se cuentan en total { $n ->
        [one] { $n } vez
       *[other] { $n } veces
    } los primeros
laws-audit-all = se cuentan a mano todas las boletas
laws-audit-next = ; si vuelven a diferir así,{" "}
laws-asked-heading = { $state }: la ley de recuentos{ $on }
laws-asked-on = , vigente el { $date }
laws-asked-margin = Ventaja de { $margin } de { $all ->
        [one] { $all } voto
       *[other] { $all } votos
    } ({ $p } %).
laws-asked-margin-one = Ventaja de 1 de { $all ->
        [one] { $all } voto
       *[other] { $all } votos
    } ({ $p } %).
laws-asked-votes = Con los votos (--votes) se dice qué se sigue del margen.
laws-asked-no-date = No se dio un día (--date): se dicen las reglas de todos los años.
laws-asked-caption = Las reglas son como se leyeron en el año que nombra cada una; los cambios posteriores no se conocen aquí. La ley mira la contienda entera. Esto no es asesoría legal.

## What there is, by name: faults, formats and rules in a line each, in Spanish.

lists-fault-stale-mapping-shift = El voto en la posición k de la lista impresa se acredita a la posición k − `shift`.
lists-fault-candidate-swap = Los votos de cada candidato de la lista se reportan bajo el siguiente; los del último, bajo el primero.
lists-fault-contest-mapping-rotation = Los votos de cada contienda de la lista se reportan bajo la siguiente; los de la última, bajo la primera.
lists-fault-ranks-swapped = Dos columnas de preferencia se leen una en lugar de la otra.
lists-fault-rank-lost = Una columna de preferencia no se lee.
lists-fault-rankings-cut = Solo se registran las primeras preferencias.
lists-fault-ranked-rules-misset = Las preferencias se cuentan con reglas que no son las de la ley; los registros son correctos.
lists-fault-choice-unmapped = Los votos por un candidato no cuentan para nadie.
lists-fault-batch-not-scanned = Los lotes se quedan en su caja: ningún registro de voto, ninguna cinta, ningún archivo.
lists-fault-memory-card-not-uploaded = Los archivos de estos lotes no llegan a los totales.
lists-fault-unit-left-out = Falta todo lo que estas unidades reportaron.
lists-fault-batch-scanned-twice = Los lotes se escanean otra vez y el segundo escaneo también cuenta.
lists-fault-duplicate-upload = Los archivos de estos lotes se suman una vez más.
lists-fault-transcription = El total de un candidato en una unidad de reporte se anota mal. Indique `typed` o `adds`.
lists-fault-fold-line = El escáner lee pliegues: los que hay en el papel a partir de cierta oscuridad, y otros al azar.
lists-fault-marginal-marks = Estos escáneres leen una marca solo a partir de esta oscuridad. Uno bien ajustado lee a partir del 25 por ciento.
lists-fault-overvote-rule = Lo que estos escáneres hacen de más marcas que votos permitidos.
lists-fault-misread = Cada óvalo se lee al revés con una probabilidad pequeña.
lists-fault-adversarial-flip = El registro de algunas tarjetas con un voto por un candidato se altera a favor de otro; en una contienda con rangos o puntos se intercambian los dos en las tarjetas que ponen al primero por delante.
lists-fault-rotation-ignored = El voto en una posición de la lista impresa va al nombre que está en esa posición en un solo orden para todas.
lists-fault-layout-shift = Las marcas de un nombre no se ven, o se toman por marcas de otro.
lists-fault-ink = Una parte de las tarjetas está marcada con una tinta que el escáner ve tenue.
lists-fault-write-in-double = En una parte de las boletas la línea para escribir un nombre se llena junto a la marca del votante.
lists-fault-adjudication-error = Las boletas ambiguas se adjudican: casi siempre como quería el votante, y una parte mal.
lists-fault-sticky-flag = Un escáner cuenta sus primeras boletas y deja fuera todas las que siguen.
lists-fault-scanner-reset = Un escáner pierde sus primeras boletas y cuenta todas las que siguen.
lists-fault-counter-overflow = Los totales de una unidad de reporte se guardan en contadores de tantos bits.
lists-fault-bit-flip = Se invierte un bit del total de un candidato en una unidad de reporte.
lists-fault-negative-upload = Estos números se suman a los totales de una unidad de reporte.
lists-fault-test-data-left-in = Un archivo de votos de prueba se suma a una unidad de reporte.
lists-fault-vote-erased = El registro de algunas tarjetas pierde su voto por un candidato.
lists-fault-undervote-stuffing = El registro de algunas tarjetas con lugar para otro voto muestra uno.
lists-fault-contest-hidden = El registro de algunas tarjetas que votan solo por un candidato dice que la contienda no está en ellas.
lists-fault-contest-invented = El registro de algunas tarjetas sin una contienda muestra un voto en ella.
lists-fault-records-withheld = Algunas boletas no tienen registro en ninguna contienda, y en una contienda los archivos de sus lotes las cuentan para un candidato.
lists-fault-batch-total-altered = Los votos de un candidato en los archivos de resultados de algunos lotes se escriben a favor de otro.
lists-fault-batch-lost = Los lotes ya no están: un conteo a mano los deja fuera, una auditoría toma cada una de sus tarjetas como el peor caso.
lists-fault-ballot-not-found = Tantas boletas de las que hay, al azar, no se encuentran: un conteo a mano no las cuenta, una auditoría toma cada una como el peor caso.
lists-fault-recount-noise = Hay votos que no se ven, o que se leen como otro nombre, con estas tasas.
lists-fault-recount-incomplete = Solo se cuentan los primeros lotes del inventario antes de que se acabe el tiempo.
lists-fault-ineligible-ballot = Boletas en el papel cuyos votantes no tenían derecho a votar.
lists-fault-removed-ballot = Boletas que se emitieron y no están ni en el papel ni en el inventario.
lists-fault-misprinted-ballot = Boletas en el papel que dicen otro nombre que el que el votante eligió en la pantalla.
lists-format-scenarios = escenarios (run, check, simulate, plan) y cuadrículas de ellos (sweep); las claves: recount schema
lists-format-manifests = inventarios de boletas (draw)
lists-format-office = lo que exportan tabuladoras y oficinas electorales (import)
lists-format-names = nombres, uno por línea (draw --ids)
lists-format-document = un documento en vez de una página (--json), y partes de una simulación (simulate --out, merge)
lists-format-questions = preguntas y respuestas, una por línea (risk, plan --spec)
lists-format-tables = tablas (simulate, sweep, import --to) y extracciones (draw --csv)
lists-format-parquet = tablas (simulate, sweep, import --to)
lists-format-page = una página que no necesita red (run, simulate, plan, sweep, merge, import --html)
lists-format-hashes = las huellas de las tablas de un barrido, como las lee sha256sum (sweep, merge)
lists-format-exports = una elección sintética como la exportan los sistemas de votación (export; véase recount list exports)
lists-format-slurm = los guiones de una serie de tareas (sweep --slurm)
lists-list-faults-more = { $n } más, cada uno con una falla o un percance:
lists-list-more = La pregunta que responde cada uno (el comentario con que empieza su archivo): recount list --full
lists-list-laws = { $audits } leyes de auditorías y { $rules } reglas de recuentos en { $places } jurisdicciones. Esto no es asesoría legal.
lists-list-laws-audits = Auditorías: conteos a mano que exige una ley (audit.law)
lists-list-laws-recounts = Recuentos, por jurisdicción (law)
lists-care-exact-assumed = nadie se equivoca: para conteos cuya cifra publicada se toma como lo que hay en el papel
lists-care-careful = lectura: una diferencia en 4,800 votos (Minnesota 2008, auditoría poselectoral); pilas: 1.3 % (Georgia, mayo de 2026, 706 lotes)
lists-care-careful-assumed = al clasificar se yerra tanto como al leer; las hojas se revisan, así que ninguna se registra dos veces ni se pierde
lists-care-batches = como careful: con esas tasas el 85 % de los lotes de 600 boletas queda exacto, como en Georgia 2022 (279 de 328 lotes)
lists-care-batches-assumed = como careful
lists-care-hurried = hojas: unas pocas registradas dos veces o perdidas, menos de 0.11 % neto; lectura y clasificación: los 62,587 votos a mano y 62,138 a máquina del tercer candidato no dejan lugar a más errores que los de mesas cuidadosas (Georgia 2020, conteo manual completo)
lists-care-hurried-assumed = las pilas fallan el doble que donde se trabaja con cuidado
lists-care-single-pass = lectura: 46 errores en 850 boletas de 36 contiendas (condado de Mohave 2023, ensayo)
lists-care-as-hurried = al clasificar se yerra tanto como al leer; pilas y hojas como en un conteo apresurado
lists-care-ad-hoc = lectura: una diferencia en 133 votos (Connecticut 2008)
lists-care-untrained = lectura: 1.4 % del conteo de un candidato (Goggin, Byrne y Gilbert 2012, Election Law Journal 11(1)), tomado como la probabilidad de cada voto
lists-care-about = Niveles de cuidado (care = …), primero el más cuidadoso: cuánto yerra una mesa en cada paso. Una tasa está documentada donde se nombra su fuente, y si no, es un supuesto; ningún nivel es mejor en ningún paso que el anterior. Las tasas son de papel marcado a mano; en papel marcado a máquina (marked_by = "machine") al leer y clasificar se yerra un { $p } % de eso (Georgia, mayo de 2026).
lists-care-rates = errores: al leer { $slip } % de los votos, al clasificar { $sort } % de las tarjetas, al contar { $pile } % de las pilas; hojas registradas dos veces { $twice } %, nunca { $lost } %
lists-care-documented = documentado: { $what }
lists-care-assumed = supuesto: { $what }

## What is wrong with a ballot manifest, or with what is to be drawn from it, in Spanish.

manifest-found-in-row-column = { $found } en la fila { $row }, columna { $column }
manifest-found-in-row = { $found } en la fila { $row }
manifest-found-in-column = { $found } en la columna { $column }
manifest-found-another-number = { $text } y otro número para lo mismo
manifest-rule-number-each = un número para todos los estratos, y uno para cada estrato nombrado
manifest-found-more-draws = más de { $n ->
        [one] { $n } extracción
       *[other] { $n } extracciones
    }
manifest-found-draws-in = { $n ->
        [one] { $n } extracción
       *[other] { $n } extracciones
    } de { $names } en el estrato { $stratum }
manifest-found-draws-of = { $n ->
        [one] { $n } extracción
       *[other] { $n } extracciones
    } de { $names }
manifest-found-draws = { $n ->
        [one] { $n } extracción
       *[other] { $n } extracciones
    }
manifest-names-cards = tarjetas
manifest-names-batches = lotes
manifest-names-numbers = números
manifest-names-names = nombres
manifest-found-units = { $n } { $names }
manifest-rule-there-are-in = a lo sumo { $n } { $names }, lo que hay en el estrato { $stratum }, sin reemplazo
manifest-found-weights-cards = pesos de tarjetas
manifest-rule-weights-batches = pesos de lotes
manifest-rule-stratum-each = el estrato de cada lote
manifest-rule-n-stratum = -n { $text }, 0 para no sortear nada de él, o -n N para todos los que no tienen número propio
manifest-found-no-stratum = ningún número para el estrato { $stratum }
manifest-found-percentage = otro porcentaje
manifest-found-numbers-from = los números de { $low } a { $high }
manifest-found-name-twice = el nombre { $name } con el número { $first } y el número { $second }
manifest-rule-most-why = a lo sumo { $n } ({ $why })
manifest-why-ticket = cada una necesita una ficha; el generador rivest sortea entre más
manifest-why-number = cada una necesita un número; el generador rivest sortea entre más
manifest-why-hash = el resumen (hash) debe ser mucho mayor, o algunas saldrían más a menudo
manifest-found-cryptorandom = cryptorandom con reemplazo
manifest-found-no-weights = ningún peso
manifest-found-sum-large = pesos cuya suma es demasiado grande
manifest-rule-sum-units = a lo sumo { $n } en unidades de su último decimal
manifest-found-sum-0 = pesos cuya suma es 0
manifest-rule-36-digits = pesos que quepan en 36 cifras con { $n } decimales
manifest-found-sizes = pesos de tamaños demasiado distintos
manifest-rule-n-header = { $n ->
        [one] { $n } celda
       *[other] { $n } celdas
    }, como en el encabezado
manifest-found-row-more = una fila más
manifest-rule-rows = a lo sumo { $n ->
        [one] { $n } fila
       *[other] { $n } filas
    }
manifest-found-more-cells = más celdas
manifest-rule-most-cells = a lo sumo { $n ->
        [one] { $n } celda
       *[other] { $n } celdas
    }
manifest-found-more-text = más texto
manifest-rule-text-bytes = a lo sumo { $n } bytes de texto
manifest-found-columns = { $n ->
        [one] { $n } columna
       *[other] { $n } columnas
    }
manifest-rule-columns = a lo sumo { $n ->
        [one] { $n } columna
       *[other] { $n } columnas
    }
manifest-rule-column-once = el nombre de cada columna una vez
manifest-found-two-columns = las columnas { $first } y { $second }
manifest-rule-counts-cards = una que cuente tarjetas; nómbrela con --count
manifest-found-one-column = una sola columna
manifest-rule-two-columns = dos, de nombres de lotes y de cantidades de tarjetas
manifest-found-no-column = ninguna columna { $name }
manifest-found-no-batch-names = ninguna columna de nombres de lotes
manifest-found-no-card-counts = ninguna columna de cantidades de tarjetas
manifest-rule-usual-name = una con un nombre usual como { $name }, o { $flag } con una de { $known }
manifest-found-not-text = bytes que no son texto en UTF-8, UTF-16 ni Windows-1252
manifest-rule-csv-xlsx = un archivo CSV o un libro XLSX
manifest-rule-xlsx-csv = XLSX o CSV
manifest-rule-rows-text = filas de texto
manifest-rule-bytes = a lo sumo { $n } bytes
manifest-found-bytes = { $n } bytes
manifest-found-empty-file = un archivo vacío
manifest-found-header-only = un encabezado y ninguna fila
manifest-rule-header-rows = un encabezado y una fila por cada lote
manifest-found-empty-cell = una celda vacía
manifest-rule-batch-name = el nombre del lote; quite una fila de totales
manifest-rule-no-totals = solo lotes; quite la fila de totales, o dé --no-total-row si es un lote
manifest-rule-whole-from-to = números enteros de 0 a { $n }
manifest-found-cards-up-to = { $n ->
        [one] { $n } tarjeta
       *[other] { $n } tarjetas
    } hasta esta fila
manifest-rule-in-all = a lo sumo { $n } en total
manifest-found-batch-again = el lote { $name } de la fila { $row } otra vez
manifest-rule-batch-once = cada lote una vez, distinguido por condado, caja, tabuladora y nombre
manifest-rule-decimals = números decimales desde 0, a lo sumo 30 cifras a cada lado del punto
manifest-found-old-workbook = un libro de los antiguos (XLS) o con contraseña
manifest-found-row-after = la fila { $row } después de la fila { $before }
manifest-rule-rising = filas en orden creciente
manifest-found-out-of-order = celdas desordenadas
manifest-rule-left-right = celdas de izquierda a derecha
manifest-rule-shared-text = el lugar de un texto compartido
manifest-found-a-date = una fecha
manifest-rule-as-text = texto y números (las planillas de cálculo convierten nombres como 1-2 en fechas; dé a la columna formato de texto)
manifest-rule-places = lugares como B12, en su fila, hasta XFD1048576
manifest-found-unpacks = un libro que se descomprime en más
manifest-found-not-unpacked = un libro que no se puede descomprimir ({ $why })
manifest-found-not-read = un libro que no se puede leer ({ $why })
manifest-why-no-part = falta { $part }
manifest-why-entity = una entidad desconocida { $name }
manifest-found-empty-row = una celda vacía en la fila { $row }
manifest-message-doubt = fila { $row }, columna { $column }: hallado: { $found }; { $why }
manifest-message-doubt-more = fila { $row }, columna { $column } (y { $n } más): hallado: { $found }; { $why }
manifest-message-doubt-row = fila { $row }: hallado: { $found }; { $why }
manifest-message-doubt-row-more = fila { $row } (y { $n } más): hallado: { $found }; { $why }
manifest-found-two-strata = los estratos { $first } y { $second }
manifest-rule-strata = estratos que se distingan en algo más que mayúsculas, espacios o signos que nadie ve
manifest-why-twin = si esta fila es un total y no un lote, quítela
manifest-why-merged-cells = otras filas tienen allí un nombre (¿celdas que estaban combinadas?)
manifest-why-narrow = una columna era demasiado angosta al guardar el archivo; los nombres se perdieron
manifest-why-letters = se perdieron letras al guardar el archivo; compárelo con la etiqueta del lote
manifest-why-a-date = tal vez una planilla de cálculo convirtió en fecha un nombre como 1-2; compárelo con la etiqueta del lote
manifest-why-a-number = tal vez una planilla de cálculo recortó un número largo; compárelo con la etiqueta del lote
manifest-why-15-digits = una planilla de cálculo guarda 15 cifras de un número y hace 0 las demás; compárelo con la etiqueta del lote
manifest-why-decimal = tal vez un programa convirtió en decimal un número entero; compárelo con la etiqueta del lote
manifest-why-day-number = tal vez sea el número de un día en que una planilla de cálculo convirtió un nombre como 1-2; compárelo con la etiqueta del lote
manifest-why-alike = los nombres se ven iguales; si significan lo mismo, corrija el archivo
manifest-why-two-cards = en otra caja: un registro que nombra tabuladora, lote y posición significa entonces dos tarjetas
manifest-found-cards-twin = { $n ->
        [one] { $n } tarjeta
       *[other] { $n } tarjetas
    }, tantas como en todas las filas de arriba
manifest-found-beside-row = { $name } junto a { $other } de la fila { $row }
manifest-found-tabulator-batch = la tabuladora y el lote { $name } de la fila { $row } otra vez
manifest-rule-whole-hint = números enteros (falló una fórmula de esta celda, o su columna era demasiado angosta)
manifest-rule-whole-digits = números enteros sin signo entre los millares, como { $n }
manifest-rule-whole-full = números enteros completos (una planilla de cálculo recortó este)
manifest-rule-batches-below = lotes solo debajo del encabezado
manifest-found-sum-above = { $n ->
        [one] { $n } tarjeta
       *[other] { $n } tarjetas
    }, la suma de todas las filas de arriba
manifest-found-sum-other = { $n ->
        [one] { $n } tarjeta
       *[other] { $n } tarjetas
    }, la suma de todas las demás filas
manifest-found-a-formula = una fórmula sin su valor
manifest-rule-formula = el valor de la fórmula (abra el archivo en una planilla de cálculo y guárdelo otra vez, o guárdelo como CSV)
manifest-found-merged = celdas combinadas
manifest-rule-own-cell = una celda propia para cada lote
manifest-rule-formula-name = un nombre (falló una fórmula de esta celda)
manifest-found-alike = el lote { $name }, que se ve como el de la fila { $row }
manifest-found-name-again = el nombre { $name } de la fila { $row } otra vez
manifest-found-name-alike = el nombre { $name }, que se ve como el de la fila { $row }
manifest-found-cards = { $n ->
        [one] { $n } tarjeta
       *[other] { $n } tarjetas
    }
manifest-found-n-batches = { $n ->
        [one] { $n } lote
       *[other] { $n } lotes
    }
manifest-rule-expected = { $n }, como dice { $flag }
manifest-found-no-sheet = ninguna hoja { $name }
manifest-rule-sheet-named = --sheet con una de { $known }
manifest-found-two-sheets = un inventario en las hojas { $name } y { $other }
manifest-rule-sheet-one = una de ellas; nómbrela con --sheet
manifest-found-hidden-sheet = un inventario solo en la hoja oculta { $name }
manifest-rule-sheet-seen = una hoja a la vista, o esta nombrada con --sheet
manifest-found-sheets-without = { $n } hojas sin las columnas de un inventario
manifest-found-more-sheets = más hojas
manifest-rule-most-sheets = a lo sumo { $n } hojas
manifest-found-more-merged = más celdas combinadas
manifest-rule-most-merged = a lo sumo { $n }
manifest-found-web-page = una página web o XML, no una tabla
manifest-found-json = JSON, no una tabla
manifest-found-pdf = un PDF, no una tabla
manifest-found-document = un documento de texto, no una tabla
manifest-found-packed = un archivo comprimido
manifest-found-without-sheets = un archivo sin hojas
manifest-rule-sheet-workbook = --sheet con un libro XLSX
manifest-found-wide-line = una línea de demasiadas celdas
manifest-rule-wide-line = a lo sumo { $n ->
        [one] { $n } celda
       *[other] { $n } celdas
    } en una línea
manifest-rule-one-draw = al menos una
manifest-rule-rounds-no-strata = rondas anteriores de un sorteo sin estratos
manifest-found-rounds-strata = rondas anteriores y estratos
manifest-found-rounds-replaced = rondas anteriores de un sorteo con reemplazo
manifest-rule-rounds-replaced = sin reemplazo; donde se puede sacar lo mismo otra vez, a una ronda le basta una semilla propia
manifest-rule-round = SEMILLA=NÚMERO, la semilla de una ronda anterior y cuántas sacó
manifest-rule-seed = algún texto sin espacios delante ni detrás
manifest-rule-a-range = un intervalo, --from A --to B
manifest-rule-together-manifest = junto con --manifest
manifest-found-generator = el generador { $name }
manifest-rule-generator-digits = el generador consistent, cuyas fichas tienen cifras
manifest-found-no-to = ningún --to
manifest-found-sum-rows = { $n ->
        [one] { $n } tarjeta
       *[other] { $n } tarjetas
    }, la suma de las filas { $row } a { $last }
manifest-why-subtotal = si esta fila es un subtotal y no un lote, quítela
manifest-found-a-sum = una fórmula que suma otras filas
manifest-found-hidden-row = una fila oculta
manifest-why-hidden-row = quien abre el archivo no la ve, y se sortea de ella; muéstrela o quítela
manifest-found-hidden-column = una columna oculta
manifest-why-hidden-column = quien abre el archivo no la ve; muéstrela, para que se pueda seguir el sorteo
manifest-found-hidden-manifest = un inventario también en la hoja oculta { $name }
manifest-why-hidden-manifest = se sortea de la hoja que se ve; si es la otra, nómbrela con --sheet
manifest-rule-column-count = { $rule } (si { $name } cuenta tarjetas: --count { $name })

## Plans on a terminal, in Spanish.

plan-heading = ¿Qué auditoría de { $stage }, con un límite de riesgo del { $limit }?
plan-nothing-to-audit = { $contest }: nadie puede perder: no hay nada que auditar.
plan-contest-measured = { $contest }: no se sortea ninguna tarjeta para ella. Se mide con las tarjetas sorteadas para las demás y no hace falta confirmarla.
plan-measured-so-often = Con una sola muestra por { $method } se confirmó en { $k } de { $rehearsals }.
plan-advised = { $contest }: { $method }, { $cost }.
plan-no-sample = {" "}Nada que limite el riesgo es más barato.
plan-no-sample-in-time = {" "}Hay auditorías por muestra más baratas, pero no terminan a tiempo.
plan-one-day = 1 día de trabajo
plan-within-days = { $n ->
        [one] { $n } día
       *[other] { $n } días
    } de trabajo
plan-until = ; plazo: { $deadline }
plan-costs-surely = ${ $cost } ({ $by })
plan-costs-on-average = ${ $cost } en promedio ({ $by })
plan-by-distribution = calculado
plan-by-lot = ±${ $error }, { $rehearsals }
plan-by-sums = ±${ $error }, { $rehearsals } de cada contienda
plan-by-distributions = calculado para cada contienda
plan-one-rehearsal = 1 ensayo
plan-rehearsals = { $n ->
        [one] { $n } ensayo
       *[other] { $n } ensayos
    }
plan-one-board = 1 mesa
plan-boards = { $n ->
        [one] { $n } mesa
       *[other] { $n } mesas
    }
plan-none-in-time = { $contest }: con { $boards }, ninguna auditoría que limite el riesgo, ni siquiera un conteo manual completo, puede terminar dentro del plazo ({ $deadline }) en nueve de cada diez auditorías. Lo más barato es { $method }, { $cost }.
plan-one-is-enough = Bastaría con 1 mesa.
plan-enough = Bastaría con { $boards }.
plan-no-boards = Ningún número de mesas bastaría.
plan-fewest-boards = {" "}El método que menos mesas exige es { $method }: { $boards }, ${ $cost }.
plan-must-decide = {" "}Más mesas, jornadas más largas o un plazo mayor: lo debe decidir la oficina o la ley.
plan-as-cheap = Igual de baratos, hasta donde se puede decir: { $methods }.
plan-ends-on = Con { $boards } termina el { $date }
plan-ends-by = Con { $boards }, nueve de cada diez auditorías terminan a más tardar el { $date }
plan-takes = Con { $boards } exige { $days }
plan-takes-most = Con { $boards }, nueve de cada diez auditorías no exigen más de { $days }
plan-against = ; plazo: { $deadline }{ $met }
plan-met-by-law = , que se cumple con una probabilidad del { $chance }
plan-met-in = , que se cumplió en { $k } de { $rehearsals }
plan-never-met = , que nunca se cumple
plan-met-about = , que se cumple en cerca del { $chance } de tales auditorías
plan-report-is-wrong = En este escenario el resultado reportado es falso, lo que nadie sabe antes de la auditoría: el plan lo toma por correcto. Lo que limita el riesgo termina entonces en un conteo manual completo con una probabilidad de al menos el { $limit }: { $hours ->
        [one] { $hours } hora
       *[other] { $hours } horas
    }, ${ $cost }.
plan-some-report-is-wrong = En este escenario no todo resultado reportado es correcto, lo que nadie sabe antes de la auditoría: el plan toma todos por correctos.
plan-as-it-is = Tal como están las cosas en este escenario, costaría { $cost }.
plan-chosen-in-time = {" "}y termina a tiempo en nueve de cada diez auditorías
plan-chosen = Se aconseja la más barata que limita el riesgo{ $in_time }.
plan-chosen-with-errors = Se aconseja la más barata que limita el riesgo{ $in_time }, según las cifras “con errores”.
plan-chosen-as-reported = Se aconseja la más barata que limita el riesgo{ $in_time }, según las cifras “con errores”; según las de “si nada está mal” donde lo reportado en este escenario es falso, lo que nadie sabe antes de la auditoría.
plan-workdays = Las mesas trabajan de lunes a viernes, también en los días feriados: cambie las fechas si su oficina cierra.
plan-every-day = Las mesas trabajan todos los días, también en los feriados.
plan-records-kept = { $methods }: necesitan un registro de voto de cada tarjeta que conduzca a esa tarjeta, y este escenario dice que el conteo los guarda. Si el suyo no los guarda, dígalo (cast_vote_records = false en la etapa, o [[audit.pools]]).
plan-other-rules = { $contests }: el título habla de otra regla, pero el escenario cuenta por mayoría simple. Lo que se dice de ella, y de todas las contiendas juntas, vale solo si gana quien tiene más votos.
plan-chosen-late = {" "}y, donde la hay, termina a tiempo en nueve de cada diez auditorías; donde no la hay, la más barata de las que llegan tarde
plan-staff = Mesas de { $people } personas, { $boards } a la vez, { $hours ->
        [one] { $hours } hora
       *[other] { $hours } horas
    } por día{ $deadline }.
plan-what-clean = Si nada está mal: el papel dice lo que se reportó de él, y las mesas leen sin errores. Cuenta lo que se sabe antes del sorteo, como las tarjetas sin registro.
plan-what-errors = Con errores: lo que tienen las máquinas y el papel de este escenario, leído por mesas del cuidado “{ $care }”.
plan-no-errors = Este escenario no tiene ningún error de máquinas ni de mesas: con errores es lo mismo que si nada está mal.
plan-discrepancies = Con errores, las comparaciones se planean en cambio para discrepancias en estas proporciones de las tarjetas: { $list } (o: sobrestimada, u: subestimada; en 1 o 2 votos).
plan-columns = tarj.: tarjetas buscadas una por una, cada una una vez; boletas: escrutadas por lotes o en un conteo manual completo; ambas, las horas y el costo en promedio. 90 %: nueve de cada diez auditorías no exigen más horas. todas: la probabilidad de que al final se cuenten a mano todas las boletas. a tiempo: la probabilidad de terminar dentro del plazo. 19/20: en 19 de 20 ensayos.
plan-column-ends = termina: el día en que nueve de cada diez auditorías ya terminaron, con las mesas que hay.
plan-as-plurality = Cada contienda se audita por mayoría simple, diga lo que diga su título: gana quien tiene más votos.
plan-see-all = Para todos los métodos que caben: --method all.
plan-contest-heading = { $contest }: { $cards ->
        [one] { $cards } tarjeta
       *[other] { $cards } tarjetas
    }, { $ballots ->
        [one] { $ballots } boleta
       *[other] { $ballots } boletas
    }
plan-both-same = Con o sin errores
plan-if-nothing-wrong = Si nada está mal
plan-with-errors = Con errores
plan-col-cards = tarj.
plan-col-ballots = boletas
plan-col-hours = horas
plan-col-most = 90 %
plan-col-ends = termina
plan-col-cost = costo
plan-col-full = todas
plan-col-in-time = a tiempo
plan-all-by-laws = Todas las cifras están calculadas, ninguna ensayada.
plan-some-by-lot = °: ensayado al azar, o sumado de ensayos; cuánto puede desviarse el costo medio (error estándar): { $methods }. Todo lo demás está calculado.
plan-counted-twice = Algunas boletas se cuentan dos veces: donde la muestra no confirma, después se cuentan todas, las { $all }. En tales auditorías, en la muestra, en promedio: { $list }.
plan-twice-of = { $method } { $n }
plan-unknown = –: no se sabe para { $methods }: lo reportado es falso en este escenario, así que ninguna auditoría se puede ensayar como si nada estuviera mal, y tampoco hay un cálculo.
plan-no-limit = †: sin cota para la probabilidad de confirmar un resultado falso; nunca se aconseja.
plan-ballots-mean = Boletas: media
plan-every-ballot = Se cuentan todas
plan-boards-in-time = Mesas que bastan
plan-outlooks-caption = { $contest }: qué exige cada método; nueve de cada diez auditorías no pasan de las columnas del 90 %
plan-full-by-hand = un conteo manual completo
plan-full-count-of-all = un conteo manual completo de todas las contiendas en una sola pasada
plan-one-sample-by = una muestra para todas las contiendas, con { $method }
plan-each-alone = cada contienda por sí sola ({ $list })
plan-way-each = cada una por sí sola
plan-one-pass = conteo manual completo en una sola pasada
plan-method-for = { $method } para { $contests }
plan-so-many-contests = { $n ->
        [one] { $n } contienda
       *[other] { $n } contiendas
    }
plan-all-together = Las { $n ->
        [one] { $n } contienda
       *[other] { $n } contiendas
    } juntas
plan-all-bound-contests = Las { $n ->
        [one] { $n } contienda
       *[other] { $n } contiendas
    } que se deben confirmar, juntas
plan-one-by-one = Cada contienda como si solo ella se auditara:
plan-together-heading = Todas las contiendas juntas
plan-together-rows = La fila de un método: una muestra para todas las contiendas; las contiendas en que el método no cabe se cuentan a mano en una sola pasada. cada una por sí sola: cada contienda con el método más barato para ella, una boleta contada una vez por cada una; las que se cuentan completas, en una sola pasada. todas: la probabilidad de que al menos una contienda se cuente completa.
plan-rests-heading = En qué se basan estas cifras
plan-no-cheaper-in-time = {" "}Hay otras más baratas, pero no terminan a tiempo.
plan-lie-of = { $contest }, { $method }: { $unit }
plan-first-cards = Primera ronda de { $method }: { $cards }; { $why }.
plan-first-draws = Primera ronda de { $method }: { $draws }, { $cards }; { $why }.
plan-first-batches = Primera ronda de { $method }: { $draws }, { $batches } con { $ballots ->
        [one] { $ballots } boleta
       *[other] { $ballots } boletas
    }; { $why }.
plan-one-card = 1 tarjeta
plan-so-many-cards = { $n ->
        [one] { $n } tarjeta
       *[other] { $n } tarjetas
    }
plan-one-draw = 1 extracción
plan-so-many-draws = { $n ->
        [one] { $n } extracción
       *[other] { $n } extracciones
    }
plan-one-batch = 1 lote
plan-so-many-batches = { $n ->
        [one] { $n } lote
       *[other] { $n } lotes
    }
plan-does-not-fit = No cabe: { $methods }: { $why }.
plan-lie-heading = Dónde están las tarjetas (primera ronda de lo aconsejado; `recount draw` enumera las tarjetas mismas):
plan-place = lugar
plan-containers = cajas
plan-batches-head = lotes
plan-cards-head = tarjetas
plan-expected = esperadas
plan-of-draws = 95 % de los sorteos
plan-from-to = { $least } a { $most }
plan-more-places = { $n } lugares más

## What each audit method does, and how each engine makes its trials, in Spanish.

procedures-rule-plurality = gana quien tiene más votos, para un cargo o varios
procedures-rule-approval = se marca cada nombre que parece aceptable, y gana quien tiene más marcas
procedures-rule-supermajority = gana quien alcanza una proporción fijada de los votos válidos; de dos nombres, el primero se aprueba o se rechaza
procedures-rule-dhondt = escaños de listas por los cocientes mayores, votos entre 1, 2, 3 (D'Hondt, Jefferson); `share` es el umbral
procedures-rule-sainte-lague = escaños de listas por los cocientes mayores, votos entre 1, 3, 5 (Sainte-Laguë, Webster); `share` es el umbral
procedures-rule-hamilton = escaños de listas por cocientes enteros y restos mayores (Hamilton, Hare); `share` es el umbral
procedures-rule-borda = puntos por preferencia: con n candidaturas, n − 1 para la primera y uno menos para la siguiente (Borda)
procedures-rule-score = una puntuación para cada candidatura, y ganan las sumas más altas
procedures-rule-star = puntuaciones, y después una vuelta entre las dos más altas según quién puntúa más en más boletas (STAR)
procedures-rule-condorcet = gana quien es preferido a cada una de las demás candidaturas; si nadie lo es, decide la regla complementaria indicada
procedures-points-unranked-none = de n candidaturas la primera tiene n − 1 puntos y cada siguiente uno menos; las que no están en la boleta, ninguno
procedures-points-shared = 2 puntos por cada candidatura que está por debajo, 1 por cada una que está igualada; las que no están en la boleta se reparten el resto
procedures-points-modified = la primera tiene tantos puntos como nombres ordena la boleta y cada siguiente uno menos (recuento de Borda modificado)
procedures-elimination-one-by-one = la candidatura con menos votos
procedures-elimination-batch = todas las que juntas tienen menos votos que la siguiente (San Francisco Charter 13.102(e), Minneapolis 167.60(c))
procedures-elimination-batch-or-level = todas las que juntas no tienen más votos que la siguiente; siempre quedan dos (New York City Charter 1057-g(e))
procedures-completion-schulze = los caminos de victorias más fuertes, por votos ganadores (Schulze 2011)
procedures-completion-schulze-margins = los caminos de victorias más fuertes, por márgenes (Schulze 2011)
procedures-completion-ranked-pairs = los pares se fijan desde el margen mayor, salvo los que cierran un círculo (Tideman 1987)
procedures-completion-minimax = la peor derrota más pequeña, por márgenes (Simpson, Kramer)
procedures-completion-irv = segunda vuelta instantánea entre todas las candidaturas
procedures-completion-smith-irv = segunda vuelta instantánea entre las menos que ganan cada una a todas las demás
procedures-completion-black = la mayor suma de puntos de Borda; quienes no están en la boleta se reparten los puntos restantes (Black 1958)
procedures-rule-instant-runoff = voto preferencial para un cargo: queda fuera la última, ronda a ronda, hasta que una tiene la mayoría (IRV)
procedures-rule-single-transferable-vote = varios cargos por cuota y transferencias (voto único transferible); una muestra puede comprobarlo donde se hallan afirmaciones
procedures-rule-top-two = gana quien tiene más de la mitad de los votos válidos; si nadie la tiene, los dos primeros pasan a una segunda vuelta
procedures-method-polling = sondeo de boletas: lee tarjetas al azar hasta que los ganadores reportados aventajan más allá del azar (ALPHA)
procedures-method-bravo = sondeo de boletas: lee tarjetas al azar hasta que hablan a favor de las proporciones reportadas y en contra de un empate (BRAVO)
procedures-method-eor-bravo = sondeo de boletas: la razón de BRAVO de toda la muestra, mirada solo donde acaba una ronda
procedures-method-minerva = sondeo de boletas: cuán rara es en un empate una muestra tan buena o mejor, mirada solo donde acaba una ronda (Minerva)
procedures-method-athena = sondeo de boletas: Minerva, y además la muestra misma debe hablar más por el informe que por un empate (Athena)
procedures-method-providence = sondeo de boletas: la razón de BRAVO de las rondas anteriores por la de Minerva de la nueva; rondas de cualquier tamaño (Providence)
procedures-method-bayes-polling = sondeo de boletas: cuán probable sigue siendo un vuelco, según las tarjetas leídas y una distribución previa
procedures-method-awaire = sondeo de boletas del voto preferencial para un cargo, sin registros: lee tarjetas al azar hasta refutar todo orden de eliminación que elige a otra candidatura (AWAIRE)
procedures-method-ballot-comparison = comparación boleta por boleta: lee tarjetas al azar y coteja cada una con su propio registro de voto
procedures-method-super-simple = comparación boleta por boleta como en Colorado: cuatro cuentas de discrepancias y una fórmula (Kaplan-Markov)
procedures-method-mismatch = comparación boleta por boleta que solo pregunta si una tarjeta coincide con su registro, hasta que difieran menos de las que exigiría otro resultado
procedures-method-batch-comparison = comparación de lotes: sortea lotes según cuánto pueden errar, cuenta cada uno a mano, una sola fórmula (MACRO)
procedures-method-batch-assertions = comparación de lotes, par por par: sortea lotes según cuánto pueden errar, cuenta cada uno a mano y apuesta
procedures-method-one-audit = ONEAudit: lee tarjetas al azar y coteja cada una con su propio registro de voto o, donde no lo hay, con la media de su grupo
procedures-method-stratified = estratificada: sortea en cada estrato por separado, compara donde hay registros o sumas, sondea donde no los hay y prueba todo junto (unión de intersecciones)
procedures-method-suite = SUITE: compara tarjetas del estrato que tiene registros de voto, sondea el estrato que no los tiene y combina ambos con la regla de Fisher
procedures-method-bayes-comparison = comparación bayesiana: coteja tarjetas con sus registros de voto hasta que es improbable, según su distribución previa, que ganara otra persona
procedures-method-fixed-percentage = una proporción fija de los lotes al azar, contados a mano y cotejados con sus totales reportados
procedures-method-random-precincts = lotes al azar, tantos como pide el margen, contados a mano y cotejados con sus totales reportados
procedures-method-retabulation = las imágenes de los escáneres contadas de nuevo con otro programa; no se mira ningún papel
procedures-method-machine-recount = todo el papel otra vez por las mismas máquinas, con el mismo programa o uno nuevo; ninguna persona lee boletas
procedures-method-full-hand-count = cada boleta contada a mano; ese conteo vale
procedures-promise-risk-limit = si las mesas leen lo que está escrito, la probabilidad de confirmar un resultado erróneo es, a lo sumo, el límite de riesgo
procedures-promise-posterior = no un límite de riesgo, sino una probabilidad posterior: según la muestra y la distribución previa, un resultado que confirma es erróneo con una probabilidad que no pasa del límite; no hay límite a cuántas veces se confirmaría un resultado erróneo
procedures-promise-nothing = ningún límite a la probabilidad de confirmar un resultado erróneo
procedures-promise-full-count = todas las boletas se cuentan a mano
procedures-engine-auto = para cada contienda y método, el primero de los de abajo que le sirve
procedures-engine-jumps = salta de discrepancia en discrepancia en comparaciones de tarjetas sueltas: las mismas auditorías, muchas veces más rápido
procedures-engine-rounds = sortea de una vez cuántas tarjetas de cada clase trae una ronda, para sondeos que se juzgan donde acaban las rondas
procedures-engine-strides = atiende 64 tarjetas a la vez en sondeos por contracción truncada (ALPHA): las auditorías de cells, varias veces más rápido
procedures-engine-words = cuenta de una vez 64 tarjetas o más en sondeos de BRAVO: la ley de cells, con sorteos propios
procedures-engine-cells = sortea de cuentas de tarjetas iguales entre sí: el costo de un ensayo no crece con el número de tarjetas
procedures-engine-cards = sortea las tarjetas mismas, las mismas para cada método: sirve a todos, y su primer ensayo es la auditoría de una sola ejecución
procedures-engine-exact = sin ensayos: la ley de la auditoría misma, donde se conoce una, y cuán exacta es

## What scenarios, grids and counts may say: what was found, and what is allowed, in Spanish.

rules-allowed = se admite: { $rule }
rules-needed = hace falta: { $rule }
rules-rule-statewide = { $answer }, u omita la clave, para este cargo
rules-found-votes-left = { $n ->
        [one] { $n } voto restante
       *[other] { $n } votos restantes
    }
rules-rule-marks-need = las marcas y listas necesitan { $n }
rules-rule-marks-given = las marcas ya dadas necesitan { $n }
rules-rule-blank-over = al menos las { $n } que están en blanco o con sobrevotos
rules-rule-more-blank = { $n } más quedarían en blanco
rules-found-left-for = { $ballots ->
        [one] { $ballots } boleta restante
       *[other] { $ballots } boletas restantes
    } para { $votes ->
        [one] { $votes } voto
       *[other] { $votes } votos
    }
rules-rule-least-votes = al menos los { $n ->
        [one] { $n } voto
       *[other] { $n } votos
    } de { $contest }
rules-rule-given-blank = dadas como en blanco o con sobrevotos: { $n }
rules-found-spare = { $ballots ->
        [one] { $ballots } boleta
       *[other] { $ballots } boletas
    }, { $spare } sin voto válido
rules-rule-add-up = los votos, las boletas en blanco y las de sobrevotos de { $contest } suman { $n }
rules-rule-no-overvote = 0, pues { $contest } no tiene más nombres que votos permitidos
rules-found-overvoted = boletas con sobrevotos
rules-rule-more-ballots = más boletas para los { $votes ->
        [one] { $votes } voto
       *[other] { $votes } votos
    } de { $contest }
rules-found-ballots-left = { $n ->
        [one] { $n } boleta restante
       *[other] { $n } boletas restantes
    }
rules-found-ballots = { $n ->
        [one] { $n } boleta
       *[other] { $n } boletas
    }
rules-found-votes = { $n ->
        [one] { $n } voto
       *[other] { $n } votos
    }
rules-found-no-ballots = ninguna boleta
rules-rule-votes-a-ballot = hace falta su número, pues { $contest } permite { $n ->
        [one] { $n } voto
       *[other] { $n } votos
    } por boleta
rules-rule-cells = a lo sumo { $n ->
        [one] { $n } tarjeta
       *[other] { $n } tarjetas
    } en todas las contiendas juntas, cada una de la primera a la última
rules-found-batches = { $n ->
        [one] { $n } lote
       *[other] { $n } lotes
    }
rules-rule-batches-between = de { $low } (uno por cada grupo de boletas) a { $high } (uno por cada boleta, y no más de { $most })
rules-rule-fewer-than = de 0 a { $n }, menos de los que hay
rules-rule-law-method = "{ $method }" entre los métodos
rules-rule-more-than-1 = más de 1 y a lo sumo 100
rules-rule-see-examples = véase `recount risk --examples`
rules-found-empty-list = una lista vacía
rules-rule-on-each = a lo sumo { $n } en cada una de { $ballots ->
        [one] { $ballots } boleta
       *[other] { $ballots } boletas
    }
rules-found-faults = { $n ->
        [one] { $n } falla
       *[other] { $n } fallas
    }
rules-found-no-contest = ninguna contienda
rules-rule-no-plus = un nombre sin " + " que no sea "blank" ni "overvoted"
rules-found-no-number = ningún número
rules-rule-one-seat = 1 con { $rule }
rules-rule-share-of-votes = una proporción de los votos válidos mayor que 0 y menor que 1, como 0.6 o "2/3", con seis decimales a lo sumo
rules-found-a-share = una proporción
rules-rule-contest-of-two = una contienda de dos nombres
rules-rule-share-beside = solo junto a una de estas: { $rule }
rules-rule-ranks-at-most = a lo sumo { $n ->
    [one] 1 preferencia
   *[other] { $n } preferencias
 }, pues el papel no tiene más
rules-found-ranks = { $n ->
    [one] 1 preferencia
   *[other] { $n } preferencias
 }
rules-rule-rankings-or-votes = votes, rankings o scores de { $contest }, según pida su regla, una vez; no { $key }
rules-rule-rankings-here = { $key }.{ $contest }, pues su papel es una cuadrícula
rules-rule-scores-only = solo si la regla va por puntuaciones
rules-rule-score = un nombre y una puntuación de 1 a { $most }, como "Ada 3"
rules-found-votes-by-name = votos por nombre
rules-found-a-key = esta clave
rules-rule-ranked-only = solo si la regla es de orden de preferencia
rules-rule-ranks-from = de 1 a { $most }
rules-rule-one-of = una de { $names }
rules-rule-ranked-contest = una contienda cuya regla es de orden de preferencia
rules-rule-another-rank = otra preferencia que la primera
rules-rule-another-rule-set = otras reglas que las de la propia contienda
rules-found-no-method = ningún método
rules-rule-one-card = al menos una tarjeta
rules-found-no-files = ningún archivo de registros
rules-rule-election-from = "[election] from", con los archivos
rules-rule-open-files = los registros de estos archivos: un programa que usa la biblioteca los da al escenario
rules-rule-only-with-files = solo junto a "[election] from"
rules-rule-paper-of-files = nada aquí: el papel está en los archivos de "[election] from"
rules-found-open-contest = nada sobre cómo se decide «{ $contest }», y los archivos no dicen cuántas marcas caben
rules-rule-contest-rule = un [[contest]] por contienda, con su regla
rules-found-several-marks = ningún escaño, y caben { $n } marcas
rules-rule-seats-given = el número de escaños
rules-found-summed-rows = { $n ->
        [one] 1 fila que suma varias tarjetas
       *[other] { $n } filas que suman varias tarjetas
    }
rules-rule-summed-rows = "summed_rows" aquí, para seguir sin las tarjetas de esas filas
rules-found-marks-not-stated = archivos que no dicen cuántas se pueden marcar; lo más que muestra una tarjeta es { $n }
rules-rule-marks-stated = el número que dice la boleta
rules-found-alike-choices = opciones de { $contest } que se parecen, { $names }
rules-rule-alike-choices = "one" donde las opciones que se parecen son una sola, "apart" donde son varias
rules-found-hidden-votes = { $n ->
        [one] 1 contienda en una tarjeta cuyos votos no se muestran o son nulos
       *[other] { $n } contiendas en tarjetas cuyos votos no se muestran o son nulos
    }
rules-rule-hidden-votes = "hidden_votes" aquí, para tomarlas como en blanco
rules-rule-batch-name-once = cada lote con un nombre propio, junto al de su tabulador
rules-found-without-name = votos por «{ $name }»
rules-rule-every-choice = cada opción de los archivos que tiene votos
rules-found-no-rule-set = ninguna regla para leer las preferencias
rules-found-no-completion = ninguna regla complementaria
rules-rule-sheets = de { $low } a { $high } hojas
rules-found-sheets = { $n } hojas
rules-found-names = { $n ->
        [one] { $n } nombre
       *[other] { $n } nombres
    }
rules-rule-all-names = los { $n ->
        [one] { $n } nombre
       *[other] { $n } nombres
    } de { $contest }, cada uno una vez
rules-found-no-stage = ninguna etapa
rules-found-first-stage = la primera etapa
rules-rule-base = base = una etapa con conteos propios, que una media no tiene
rules-found-start = un comienzo desde { $stage }
rules-found-nothing-left = ningún lote por contar
rules-rule-read-and-mark = read_and_mark, pues { $contest } permite varios votos por boleta
rules-found-key-of-stage = una clave de las etapas { $kind }
rules-rule-in-stages = se admite en las etapas by = { $kind }
rules-found-ruling = una parte de una resolución
rules-found-beside-mean = fallas, comprobaciones o un alcance al lado
rules-rule-mean-alone = solo mean_of
rules-rule-1-or-2 = { $low } o { $high }
rules-rule-0-or-more = 0 o más
rules-found-no-paper = nada de papel
rules-rule-less-overvotes = menos de 0.9 contando los sobrevotos
rules-rule-unit-way = cada unidad y modo de votar una vez en todas las entradas [[spread]] y [[paper]], o un id en [[paper]]
rules-rule-votes-here = votos de esta contienda en la misma entrada, de los que estos son una parte
rules-found-no-votes = ningún voto
rules-found-twice = { $name } dos veces
rules-rule-overvotes-go = a lo sumo { $n ->
        [one] { $n } nombre
       *[other] { $n } nombres
    }; los sobrevotos van en votes
rules-rule-votes-style = votos para { $contest }, que está en el estilo de boleta { $style }
rules-found-none-for = ningún voto para { $contest }
rules-rule-records-batches-polling = registros de tarjetas sueltas, que ese conteo no deja; se admite: "batches", "polling"
rules-rule-records-batches-none = registros de tarjetas sueltas, que ese conteo no deja; se admite: "batches", "none"
rules-rule-has-records = has_records = true, u omita esa clave
rules-rule-pooled = { $pooled } de sus { $all ->
        [one] { $all } lote
       *[other] { $all } lotes
    } están en grupos, que no conocen tarjetas sueltas; se admite: "batches", "polling"
rules-rule-beside-pools = "batches" o "none" junto a grupos o estratos
rules-rule-rounds-wait = rondas, pues todas las contiendas se esperan unas a otras
rules-found-beside-sample = true junto a one_sample
rules-found-a-list = una lista
rules-rule-one-sample = one_sample = true
rules-rule-under-expected = se admite en expected; una cifra publicada tiene fuente
rules-found-expected-key = una clave de las cifras esperadas
rules-found-no-source = ninguna fuente
rules-found-mean-part = una parte de una media
rules-rule-whole-figures = cifras del conjunto
rules-rule-or-more-votes = 0 o más votos
rules-found-band = una banda sin motivo
rules-rule-because = because = "por qué"
rules-rule-under-published = se admite en published; una cifra esperada dice cómo se obtiene (by_hand)
rules-found-published-key = una clave de las cifras publicadas
rules-rule-how-follows = cómo se obtienen las cifras de los números del escenario
rules-rule-with-where = se admite con where: tally, votes, ballots, change, percent
rules-found-margin-part = margin, winners o set_aside de una parte
rules-found-no-batch = ningún lote
rules-found-part-of = una parte de { $unit }
rules-rule-whole-units = unidades enteras que reportan
rules-found-cells = { $n ->
        [one] { $n } celda
       *[other] { $n } celdas
    }
rules-rule-with-it = con ello: { $other }
rules-rule-with-it-says = con ello el escenario dice en { $place_at } lo que no puede: { $complaint }
rules-found-this-value = este valor
rules-rule-empty-list = { $key } es una lista vacía
rules-rule-only-one = { $key }, el único
rules-rule-neither = { $key } no es ni una tabla ni una lista
rules-rule-question-grid = la primera línea es un comentario (#) con la pregunta que la cuadrícula responde
rules-rule-question = la primera línea es un comentario (#) con la pregunta que el escenario responde
rules-found-no-question = ninguna pregunta
rules-found-open-choice = una decisión abierta, "?"
rules-rule-choose = un valor en su lugar; las líneas de arriba dicen cuál
rules-found-axes = { $n } ejes
rules-rule-grid-or-axis = { $key } o para toda la cuadrícula o como eje
rules-found-values = { $n } valores
rules-rule-finite = números finitos, texto, listas y tablas; una fecha como texto
rules-found-labels = { $labels } etiquetas para { $values } valores
rules-rule-beside-stray = se admite junto a stray o crease, cuya oscuridad es
rules-rule-write-in-line = solo donde { $contest } nombra su write_in_line
rules-found-written = un nombre escrito a mano
rules-rule-table = una tabla en {"{"} {"}"}
rules-rule-list = una lista en [ ]
rules-rule-date-alone = una fecha sin hora, como { $day }
rules-rule-no-controls = texto sin caracteres de control
rules-rule-number = un número
rules-rule-true-false = true o false
rules-found-the-key = la clave { $key }
rules-rule-key-needed = aquí hace falta la clave { $key }
rules-found-no-kind = ningún kind
rules-found-no-key = ninguna clave { $key }
rules-rule-whole-range = un número entero de { $low } a { $high }
rules-found-no-units = ninguna unidad
rules-rule-weights = un peso, o { $n } pesos, cada uno hasta 4,294,967,295
rules-rule-starts-or-later = { $day } (starts) o después
rules-rule-0-below = 0 o más, por debajo de { $n }
rules-found-misreads = { $rate }, que lee mal unos { $n } óvalos
rules-rule-about-most = unos { $n } a lo sumo
rules-found-sheets-of = contiendas en hojas distintas del estilo { $style }
rules-rule-shift = de { $low } a { $high }, o de { $low2 } a { $high2 }
rules-found-typed-adds = typed y adds
rules-found-no-typed-adds = ni typed ni adds
rules-rule-one-needed = hace falta una de las dos
rules-found-no-numbers = ningún número
rules-found-the-stage = la etapa { $stage }
rules-rule-mean-upper = una media de 0 a upper
rules-rule-leave-out = omitirla: la auditoría la toma del informe
rules-found-a-figure = una cifra
rules-found-steps = { $n } valores y una apuesta que juntos toman { $steps } pasos
rules-rule-steps = valores por partes de la apuesta hasta 300,000,000 de pasos
rules-rule-rates-half = tasas de 0 a 0.5
rules-found-both-neither = ambas o ninguna
rules-rule-lambdas-bets = una de "lambdas" y "bets"
rules-rule-many-bets = de 1 a 10,000 apuestas
rules-rule-weights-each = uno para cada uno, al menos 0, no todos 0
rules-found-weights = { $n } pesos
rules-found-bets = { $n } apuestas
rules-rule-many-values = de 1 a 10,000 valores
rules-rule-more-than-loser = más votos que los del perdedor
rules-rule-number-or-fraction = un número, o un texto como "2/3" con números enteros hasta 10^12
rules-rule-number-or-text = un número, o un texto como "2/3"
rules-rule-fraction = una fracción de a lo sumo 1
rules-rule-most-values = a lo sumo 10,000,000 de valores
rules-rule-population = del número de valores (al menos 1) a 2^40
rules-rule-upper = de 10^-12 a 10^12, como 1
rules-rule-below-upper = por encima de 0 y por debajo de upper
rules-rule-nine-digits = un tamaño con el que los valores aún tengan nueve cifras
rules-rule-not-so-far = no tan lejos por debajo de upper, o fracciones exactas en todo
rules-batch-on-no-list = en ninguna lista
rules-error-no-shard = no hay ninguna parte que reunir
rules-rule-gamma = más de 1 y menos de 1,000,000
rules-rule-whole-least-0 = un número entero, al menos 0
rules-rule-object = un objeto {"{"}…{"}"}
rules-rule-of-near = { $known } (¿quiso decir { $near }?)
rules-found-in = { $found } en { $group }
rules-found-method-for = { $method } para { $stage }
rules-rule-in-stages-or = se admite en las etapas by = "machine" o "hand"
rules-error-tie = { $where }: hallado: un empate en el último puesto, que solo un conteo a mano de todo puede resolver
rules-error-says = { $where }: { $why }
rules-error-unknown = { $where }: desconocido; se admite: { $rule }
rules-error-too-many = { $where }: demasiadas para una ley sin reposición
rules-error-too-many-pair = { $where }: demasiadas para una ley sin reposición; se admite: a lo sumo { $n } del par
rules-error-no-pair = { $where }: no se halló ningún par
rules-rule-not-drawn = aquí no se sortean auditorías de ese método
rules-found-beside-sample-given = junto a una muestra
rules-found-beside-pairs = junto a varios pares
rules-found-more-than-two = más de dos nombres junto a { $method }
rules-found-names-seats = { $n ->
        [one] { $n } nombre
       *[other] { $n } nombres
    } para { $seats ->
        [one] { $seats } puesto
       *[other] { $seats } puestos
    }
rules-found-no-count-for = ningún conteo para { $name }
rules-found-no-lead = ninguna ventaja
rules-found-less-than-vote = menos de un voto
rules-found-with-method = { $value } junto a { $method }
rules-found-of-them = { $n } en total
rules-found-not-rising = uno que no es mayor que el anterior
rules-found-cards = { $n ->
        [one] { $n } tarjeta
       *[other] { $n } tarjetas
    }
rules-found-list-of-rounds = una lista de rondas
rules-found-rounds = { $n ->
        [one] { $n } ronda
       *[other] { $n } rondas
    }
rules-found-pairs = { $n } pares
rules-found-ballots-of = { $n } de { $all ->
        [one] { $all } boleta
       *[other] { $all } boletas
    }
rules-found-more-than-cards = más de una por tarjeta
rules-rule-with-replacement = con reposición
rules-rule-votes-of-batches = solo los votos de cada lote
rules-rule-every-ballot = a lo sumo { $n } donde se mira cada boleta
rules-rule-ballots-of-batch = a lo sumo { $n ->
        [one] la única boleta
       *[other] las { $n } boletas
    } del lote
rules-rule-count-for-each = un conteo para cada candidatura, 0 donde no hay votos
rules-rule-on-each-of-batch = a lo sumo { $seats } en cada una de { $ballots ->
        [one] { $ballots } boleta
       *[other] las { $ballots } boletas
    } del lote
rules-rule-more-names = más nombres que puestos
rules-rule-more-names-or-margin = más nombres que puestos, o margin
rules-rule-batches-pairs = lotes por pares, a lo sumo { $n }
rules-rule-at-most-beside = a lo sumo { $n } junto a { $method }
rules-rule-at-most-this-method = a lo sumo { $n } con este método
rules-rule-two = dos
rules-rule-votes-to = de { $votes } (los votos) a { $most }
rules-rule-more-for-winner = más votos para quien gana
rules-rule-with = con { $list }
rules-rule-seed = un texto sin espacios delante ni detrás
rules-rule-rising = boletas acumuladas, de menos a más
rules-rule-above-1 = más de 1
rules-rule-population-cards = las tarjetas de la población
rules-rule-a-lead = una ventaja
rules-rule-one-object = un solo objeto, pues a ALPHA no le importan las rondas
rules-rule-cards-for-nobody = un número entero de tarjetas para nadie
rules-rule-at-most-the = a lo sumo las { $n } que hay
rules-rule-at-least-discrepant = al menos las tarjetas con discrepancia
rules-rule-at-most-cards-there = a lo sumo { $n ->
        [one] la única tarjeta
       *[other] las { $n } tarjetas
    } que hay
rules-rule-object-numbers = un objeto con números enteros para { $list }
rules-rule-without-one = sin ella
rules-rule-fixed-rounds = con minerva y athena, cuyas rondas se fijan antes del primer sorteo
rules-rule-beside-one = junto a uno solo, pues cuentan sus boletas
rules-note-two = { $why }; { $note }
rules-note-law-cut = la ley es exacta hasta { $n ->
        [one] { $n } tarjeta
       *[other] { $n } tarjetas
    }; más allá exige más trabajo del permitido: la media no cuenta más que esas tarjetas para una auditoría que continúa
rules-note-upset = una probabilidad de vuelco no es un límite de riesgo: con un empate, esta regla se detiene más veces de lo que dice su límite
rules-note-without-end = los tamaños de las rondas suponen un número de boletas sin fin
rules-note-order = el valor P depende del orden de las tarjetas, que no se da: se toman por bien mezcladas
rules-note-by-lot = la media y los cuantiles se obtienen por sorteo, con sus errores al lado
rules-note-no-lot = la ley exige más trabajo del permitido, y también las auditorías por sorteo: cada una toma demasiados sorteos
rules-note-fixed-rounds = las rondas de este método se fijan antes del primer sorteo: la siguiente es la del calendario dado en rounds, o la mitad de boletas más que hasta ahora
rules-note-counts-alone = solo según los conteos: boleta por boleta, el orden pudo detener la auditoría antes de su última boleta
rules-found-all-measured = todas las contiendas auditadas en que alguien puede perder
rules-rule-one-drawn-for = que una de ellas falte en esta lista, pues solo se sortean tarjetas para las contiendas que no están en ella
rules-found-alike = { $one } y { $other }, que se ven iguales
rules-rule-apart = nombres que se distingan en algo más que mayúsculas, espacios o signos que nadie ve
rules-rule-apart-letter = nombres que se distingan en algo más que mayúsculas, espacios o signos que nadie ve (la letra { $n } de { $name } es U+{ $letter }, { $script })
rules-rule-seen = un nombre que se pueda ver
rules-script-latin = latina
rules-script-cyrillic = cirílica
rules-script-greek = griega
rules-script-no-width = sin ancho

## What is wrong with questions about somebody else's audit, and with the bets they name, in Spanish.

answered-nobody = Nadie resulta elegido: nadie alcanza la proporción necesaria.
answered-elected = { $n ->
    [one] Resulta elegido: { $names }.
   *[other] Resultan elegidos, { $n } cargos: { $names }.
 }
answered-tied = Empatados: { $names }. Diga con --lot a quién dejó fuera el sorteo de la oficina.
answered-possible = Según cómo se resuelvan los empates, podrían ganar: { $names }.
answered-second-round = Nadie tiene más de la mitad: { $names } pasan a una segunda vuelta.
answered-tied-by-law = Empatados: { $names }. Lo que resuelve el empate no se indica aquí.
answered-no-statements = Solo un conteo completo a mano puede comprobar esta contienda: { $why }.
answered-uncontested = Nadie puede perder, de modo que no hay nada que probar.
answered-changed = { $n ->
    [one] 1 boleta cambiada hace
   *[other] { $n } boletas cambiadas hacen
 } que otra persona gane o empate, y menos no.
answered-changed-at-least = Con menos de { $n } boletas cambiadas ganan las mismas candidaturas; no se sabe cuántas más hacen falta.
answered-changed-at-most = { $n ->
    [one] Se sabe que basta 1 boleta cambiada
   *[other] Se sabe que bastan { $n } boletas cambiadas
 }.
answered-statements = { $n ->
    [one] Una auditoría tiene que probar 1 afirmación:
   *[other] Una auditoría tiene que probar { $n } afirmaciones, primero la más difícil:
 }
answered-statement = { $says }: cierta por { $margin }

questions-the-question = la pregunta
questions-json-says = { $says }
questions-missing = falta
questions-unknown = desconocida; se admite: { $rule }
questions-twice = hallada dos veces; se admite: una vez
questions-more-values = hallado: más de 10,000,000 valores; se admite: a lo sumo esos en una pregunta
questions-long-line = hallada: una línea de más de { $n } bytes; se admite: a lo sumo esos
questions-found-more-than = más de { $n }
questions-found-empty-name = un nombre vacío
questions-found-twice-trimmed = { $name } dos veces, sin contar espacios en los extremos
questions-rule-a-name = un nombre
questions-rule-text = un texto
questions-rule-another = otro
questions-rule-named-object = {"{"}"name": uno de { $names }, …{"}"}
questions-found-as = hallado: { $what }
questions-strata-bands = { $bands } bandas; se admite: de 1 a { $most }
questions-strata-none = ningún estrato; se admite: al menos 1
questions-strata-means = medias de { $low } a { $high } de upper; se admite: de 0 a 1, la menor primero
questions-strata-means-left = medias de { $low } a { $high } de upper; se admite: algunas que la muestra deja, de { $least } a { $most }
questions-strata-never = estratos cuyas medias nunca dan { $mean } de upper; se admite: intervalos que contienen la hipótesis nula
questions-strata-work = { $n } { $what } × { $draws } extracciones; se admite: a lo sumo { $most } de ambas juntas
questions-strata-of-bands = bandas
questions-strata-of-vertices = vértices
questions-strata-of-pieces = partes de la hipótesis nula
questions-exact-draws = { $draws } extracciones; se admite con "exact" y esta apuesta: hasta { $most }
questions-exact-fisher = la combinación "fisher"; se admite con "exact": product (o un número de bandas)
questions-exact-bets = una apuesta para cada estrato; se admite con "exact": una para todos (o un número de bandas)
questions-exact-bet = esta apuesta; se admite con "exact": fixed, predictable_plugin, kaplan_wald, e inverse_eta con reemplazo (o un número de bandas)
questions-exact-allocation = un reparto que atiende a la hipótesis; se admite con "exact": { $names } (o un número de bandas)
questions-exact-strata = { $n } estratos; se admite con "exact" y esta apuesta: hasta { $most }
questions-exact-no-vertex = { $n } estratos cuya hipótesis más débil no es un vértice de la hipótesis nula; se admite con "exact": dos estratos (o un número de bandas)
questions-strata-allocation = { $n } estratos junto a un reparto que atiende a la hipótesis; se admite: dos estratos, o { $names }
questions-strata-steps = { $n } estratos, { $bands } bandas y { $draws } extracciones; se admite: K · bandas² · extracciones hasta 10^9
questions-rounds-too-long = tantas rondas y tan grandes que su distribución exacta toma más de { $n } pasos
questions-no-object = hallado: ningún objeto JSON; se necesita: { $shape }
questions-missing-needed = falta; se necesita: { $rule }
questions-rule-some-assertion = al menos una afirmación
questions-rule-another-name = otro nombre que el de quien gana
questions-rule-both-continue = una lista con los dos
questions-rule-one-of-two = una de las dos, esta o { $other }
questions-rule-lots = nombres que empataron con otros
questions-one-of = uno de { $names }
questions-found-it-beside = esta clave junto a { $other }
questions-rule-kaplan-kolmogorov = con kaplan_kolmogorov, su prueba sin reemplazo
questions-rule-kept-back = al menos 0, y menos de 1 para kaplan_wald
questions-rule-alternative-mean = la media alternativa, por encima de null_mean
questions-rule-most-votes = a lo sumo { $n } votos
questions-rule-more-than-the-loser = más votos para el ganador que para el perdedor
questions-rule-fewer-rounds = menos o más pequeñas
questions-rule-above-0 = más de 0
questions-rule-ballots-of-round = a lo sumo las { $n } boletas de la ronda
questions-rule-ballots-in-all = a lo sumo { $n } boletas en total
questions-rule-diluted-to-1 = un margen diluido de más de 0 y a lo sumo 1
questions-rule-with-limit = junto con un risk_limit
questions-note-closed-form = la fórmula cerrada de Stark, { $n } por encima de least, que es la primera muestra cuyo valor P es a lo sumo el límite de riesgo
questions-rule-rates-per-card = discrepancias por tarjeta, de 0 a 1
questions-less-than-least = menos de 1e-300
questions-found-strata = { $n } estratos
questions-rule-strata = de 1 a 64 estratos
questions-rule-bands = un número entero de 1 a 100,000, o "exact"
questions-rule-values-of-all = a lo sumo 1,000,000 de valores en todas las muestras
questions-rule-at-most-what = a lo sumo { $n }, { $what }
questions-what-counted-exactly = lo que se cuenta con exactitud
questions-what-of-contest = las boletas de la contienda
questions-what-of-stratum = las boletas del estrato
questions-what-of-stratum-once = las boletas del estrato, sin reemplazo
questions-what-not-for-winner = las boletas que no son para el ganador
questions-what-drawn = las boletas extraídas
questions-what-drawn-not-for-winner = las boletas extraídas que no son para el ganador
questions-rule-discrepant-ballots = al menos las boletas con una discrepancia
questions-rule-sum-of-strata = { $n }, la suma de ambos estratos
questions-rule-more-than-of-loser = más que los { $n } del perdedor
questions-found-candidates = { $n ->
        [one] { $n } candidato
       *[other] { $n } candidatos
    }
questions-rule-two-candidates = al menos 2, con 0 para quien no tiene votos (donde se presenta uno solo, nadie puede perder: nada que auditar)
questions-note-prior = la distribución previa por sí sola, antes de leer una boleta, da a un vuelco una probabilidad de no más de { $chance }: con un límite igual o mayor decide sin evidencia
questions-rule-1000-candidates = a lo sumo 1 000 candidatos
questions-rule-in-sample-or-prior = un candidato de sample o de prior
questions-rule-weight = de 0.000001 a 1 000 000 000 de boletas por candidato
questions-rule-most-ballots = a lo sumo 1 000 000 000 000 de boletas
questions-rule-ballots-in-sample = al menos las boletas de la muestra
questions-rule-vote-pairs = a lo sumo 1 000 pares de un voto informado y uno real
questions-rule-names = de 1 a 1,000 nombres
questions-rule-candidate-names = nombres de candidatos
questions-rule-candidate-once = cada candidato una vez
questions-rule-card = una lista de candidatos, "phantom" o null
questions-rule-assertion-pairs = al menos 1, y para todas las afirmaciones juntas a lo sumo 2,000,000 de pares
questions-rule-with-style = con style, solo se extraen para la contienda tarjetas cuyo registro la lleva
questions-rule-of-candidates = de 1 a los { $n } candidatos
questions-a-bet = una apuesta
questions-this-rule = esta regla
questions-rule-default-bet = con la apuesta usual; bet.risk_limit para otra adaptive
questions-rule-share-exceeded = la parte que hay que superar, por ejemplo "2/3"
questions-rule-one-exceeds = un candidato que supera la parte
questions-rule-share-above-0 = más de 0 (al menos 10^-6) y menos de 1
questions-rule-by-records = a lo sumo { $margin } según los registros de estas tarjetas, sobre { $loser } entre { $cards } tarjetas
questions-all-others = todos los demás
questions-rule-diluted = un margen diluido de 10^-12 al mayor que puede tener el clasificador
questions-rule-pairs-and-units = al menos el número de pares, y menos de 2^60 unidades
questions-or-combined = { $why }; los lotes que se contaron como uno se nombran en combined, [{"{"}"id": …, "batches": […]{"}"}], y sample nombra el id
questions-rule-ballots-of-batches = a lo sumo 1 000 000 000 000 de boletas en todos los lotes
questions-rule-batches-candidates = lotes por candidatos a lo sumo 20 000 000
questions-batch = el lote { $name }
questions-found-no-candidate = ningún candidato
questions-rule-reported = de 1 a los { $n } que se informan
questions-rule-batch-once = cada lote una vez
questions-rule-batch-of-ballots = un lote que ballots nombra
questions-rule-most-batches = a lo sumo 1 000 000 de lotes
questions-rule-runoff = 1 donde runoff es true
questions-rule-runoff-votes = 1 donde runoff es true: una mayoría lo es de las boletas con un voto
questions-rule-ballots-of = a lo sumo las { $n } boletas; son las de { $batch }
questions-rule-votes-on-each = a lo sumo { $n } en cada una de las { $ballots } boletas; son las de { $batch } (votes_allowed, ballots)
questions-found-no-count-in = ningún recuento para { $name } en el lote { $batch }
questions-rule-tallied-as-one = { $name }, con el que se contó, con las extracciones de todos sus lotes en times
questions-rule-auditable = un lote que no está en unauditable
questions-rule-one-hand-count = un solo recuento a mano de un lote, sea cual sea su times
questions-rule-named-by-sample = uno que la muestra nombra
questions-rule-own-name = un nombre que no tiene ningún lote ni otra combinación
questions-rule-two-batches = al menos 2 lotes que se contaron como uno
questions-found-which-is-in = { $batch }, que está en { $other }
questions-rule-batch-in-one = cada lote una vez, en una sola combinación
questions-rule-batches-pairs = lotes por pares de candidatos a lo sumo 5 000 000

## Rondas, márgenes y afirmaciones del voto preferencial, en español.

runoff-seats-of = { $who } { $n ->
    [one] (1 escaño)
   *[other] ({ $n } escaños)
 }
runoff-for-second-round = { $who } para una segunda vuelta
runoff-nobody-wins = nadie
runoff-rounds-heading = Ronda a ronda
runoff-rounds-of-paper = El papel, ronda a ronda. Las tablas de conteos muestran primeras preferencias; quién va por delante se dice de la última ronda.
runoff-candidate = candidatura
runoff-round = ronda { $n }
runoff-inactive = inactivas
runoff-inactive-n = { $n } inactivas
runoff-picture-caption = Boletas de cada candidatura en cada ronda
runoff-round-ends = Ronda { $n }: { $who } fuera.
runoff-round-elects = Ronda { $n }: elegida { $who }.
runoff-goes-out = fuera
runoff-is-elected = elegida
runoff-transfers-summary = Adónde fueron las boletas
runoff-after-round = tras la ronda
runoff-from = de
runoff-to = a
runoff-ballots = boletas
runoff-nobody = nadie (inactivas)
runoff-undeclared = Sin declarar, así que nadie puede elegirlas: { $names }. Sus marcas no están entre los votos que se muestran.
runoff-who-goes-out = Quién sale en una ronda: { $who }.
runoff-tie-to-elect = Ronda { $round }: { $names } empataban, y había que elegir a una candidatura.
runoff-tie-of-surpluses = Ronda { $round }: { $names } empataban por encima de la cuota, y un excedente debía transferirse primero.
runoff-tie-for-last = Ronda { $round }: { $names } empataban en el último lugar.
runoff-tie-elected = Por { $by } resultó elegida { $who }.
runoff-tie-moved-first = Por { $by } fue el de { $who }.
runoff-tie-out = Por { $by } quedó fuera { $who }.
runoff-by-lot = el sorteo que indica el archivo
runoff-by-round = los votos de la ronda { $round }, la última anterior en que no empataban,
runoff-tie-open = Nada en el archivo lo resuelve: el conteo se detiene aquí.
runoff-changed-exact = Margen en boletas: con el cambio de { $n ->
    [one] 1 boleta
   *[other] { $n } boletas
 } otra candidatura gana o empata.
runoff-changed-at-least = Margen en boletas: al menos { $n }. Con menos boletas cambiadas ganan las mismas candidaturas; no se sabe si tan pocas pueden alterarlo.
runoff-margins-heading = Tres márgenes
runoff-margin-true = Margen verdadero: con el cambio de { $n ->
    [one] 1 boleta
   *[other] { $n } boletas
 } otra candidatura podría ganar o empatar, y no con menos.
runoff-margin-between = Margen verdadero: entre { $least } y { $most } boletas cambiadas podrían hacer que otra candidatura gane o empate; la búsqueda terminó antes de saber más.
runoff-margin-last-round = Margen de la última ronda: { $n }, la mitad de la ventaja en la última ronda. Suele tomarse por el margen, y el verdadero puede ser menor.
runoff-margin-of-statements = Margen de las afirmaciones: { $n }, la mitad de { $votes ->
    [one] 1 voto
   *[other] { $votes } votos
 }, la menor ventaja que una auditoría debe probar. Nunca supera al margen verdadero.
runoff-statements-heading = Qué debe probar una auditoría
runoff-statements = { $n ->
    [one] Basta 1 afirmación: si es cierta en el papel, nadie más puede haber ganado.
   *[other] Bastan { $n } afirmaciones: si todas son ciertas en el papel, nadie más puede haber ganado.
 }
runoff-no-statements = Qué debe probar una auditoría: { $why }.
runoff-says-before = { $winner } no queda fuera antes que { $loser }: { $more } primeras preferencias, frente a { $fewer } boletas que ponen a { $loser } por encima de { $winner }.
runoff-says-next = Cuando siguen { $names }, { $winner } tiene más boletas que { $loser }: { $more } frente a { $fewer }.
runoff-statement = ({ $n }) { $says } Descarta: { $endings }.
runoff-statement-only = ({ $n }) { $says }
runoff-more-statements = y { $n } más; la página y el documento JSON las tienen todas.
runoff-is-optimal = La afirmación más difícil es tan fácil como en cualquier conjunto suficiente: está probado.
runoff-not-optimal = La búsqueda terminó antes de probar que ningún conjunto suficiente tiene una afirmación más difícil que sea más fácil.
runoff-is-fewest = No bastan menos afirmaciones.
runoff-not-fewest = Hacen falta al menos { $n } afirmaciones; no se sabe si bastan tan pocas.
runoff-tree-summary = De qué otro modo pudo terminar, y qué lo niega
runoff-tree-note = Cada rama se lee desde su final: quién habría ganado, quién habría quedado fuera justo antes, y así. Una rama termina donde una afirmación la descarta. Todas terminan así: juntas, las afirmaciones dejan una sola ganadora.
runoff-tree-cut = El árbol no se muestra entero: tiene demasiadas ramas.
runoff-would-win = Gana { $who }:
runoff-out-before = justo antes queda fuera { $who }:
runoff-ruled-out-by = no, por { $n }
runoff-as-above = como en { $ending }
runoff-not-followed = no se muestra más
runoff-rounds-by-quota = El papel, ronda a ronda: eligen { $votes } votos, la cuota. Las tablas de conteos muestran primeras preferencias.
runoff-rounds-by-falling-quota = El papel, ronda a ronda: eligen { $votes } votos en la primera ronda, la cuota; baja a medida que a las boletas se les acaban los nombres. Las tablas de conteos muestran primeras preferencias.
runoff-quota = cuota
runoff-keeps = { $who } conserva el { $share } % de cada boleta al final; el resto sigue adelante.
runoff-picture-by-quota = Votos de cada candidatura en cada ronda; la línea discontinua es la cuota.
runoff-rounds-left-out = No se dibujan { $n ->
    [one] 1 ronda intermedia
   *[other] { $n } rondas intermedias
 }; la tabla de abajo tiene lo que se transfirió.
runoff-votes = votos
runoff-elected-with = Ronda { $n }: resulta elegida { $who } con { $votes } votos.
runoff-elected-below = Ronda { $n }: resulta elegida { $who } con { $votes } votos, menos que la cuota: no quedaban más candidaturas que cargos.
runoff-surplus-moves = Tras la ronda { $n }: el excedente de { $who }, { $votes } votos, se transfiere: { $parts }.
runoff-votes-to = { $votes } a { $who }
runoff-to-others = otras
runoff-to-nobody = nadie
runoff-out-in-round = { $who } ({ $n })
runoff-out-in-order = Fuera, cada una al final de la ronda entre paréntesis: { $names }.
runoff-cut-off = descartado al truncar
runoff-cut-off-in-all = Descartado al truncar, en total: { $votes } votos, pues una boleta que se transfiere conserva { $places } decimales de su valor.
runoff-final-surplus = último excedente
runoff-final-surplus-in-all = { $votes } votos de los últimos excedentes no cuentan para nadie: todos los cargos estaban cubiertos.
runoff-bounds-heading = Límites del margen
runoff-margin-of-transfers = Margen: no se sabe cuán pocas boletas cambiadas podrían hacer ganar a otra candidatura en un conteo con transferencias; se conocen límites.
runoff-margin-at-least = Límite inferior: al menos { $n } boletas cambiadas, pues con menos todas las afirmaciones de abajo siguen siendo verdaderas.
runoff-margin-at-most = Límite superior: { $n } boletas cambiadas, que tienen primero a { $from } y en su lugar se marcan solo para { $to }, cambian quién resulta elegido. Quizá basten menos.
runoff-statements-of-transfers = Qué debe probar una auditoría: bastan { $n } afirmaciones. Si todas son verdaderas del papel, estas candidaturas resultan elegidas, y nadie más: { $names }.
runoff-statements-of-some = Una parte puede probarse: si estas { $n } afirmaciones son verdaderas del papel, entre las elegidas están: { $names }.
runoff-says-of-transfers = { $says }: verdadera mientras se cambien menos de { $n } boletas.

## What is wrong with a file of ranked ballots, in Spanish.

ranked-rule-format = un problema de RAIRE en JSON, texto de RAIRE o listas de órdenes como (3, 1) : 58
ranked-found-no-ranks = boletas sin orden de preferencia
ranked-found-ranks = órdenes de preferencia
ranked-rule-of-marks = una regla de marcas, como plurality
ranked-rule-of-ranks = una regla de preferencias: irv, stv, borda, condorcet
ranked-found-equal-ranks = { $n ->
        [one] 1 boleta con varios nombres en un mismo lugar
       *[other] { $n } boletas con varios nombres en un mismo lugar
    }
ranked-rule-no-equal-ranks = un nombre en cada lugar, pues { $rule } cuenta todos los lugares
ranked-found-several-marks = una regla de una sola marca, y boletas que pueden tener { $n }
ranked-rule-of-several-marks = plurality o approval para ellas
ranked-found-not-single = { $n ->
    [one] 1 fila o tarjeta cuyos votos están sumados, ocultos o anulados
   *[other] { $n } filas o tarjetas cuyos votos están sumados, ocultos o anulados
 }
ranked-rule-single = tarjetas sueltas con sus votos: un conteo sin estas puede dar a otra persona
ranked-rule-ballots-in-all = a lo sumo { $n } boletas en total
ranked-found-candidates = { $n ->
        [one] { $n } candidato
       *[other] { $n } candidatos
    }
ranked-rule-candidate-once = cada candidato una vez, con su nombre
ranked-rule-ranked-once = cada candidato a lo sumo una vez
ranked-rule-order-line = un orden y su número de boletas, como (3, 1) : 58
ranked-rule-whole-ballots = un número entero de boletas
ranked-rule-ballot-line = contienda, boleta y candidatos, como 339,99813_1_6,18,17
ranked-found-contests = { $n ->
        [one] { $n } línea con una contienda
       *[other] { $n } líneas con contiendas
    }
ranked-rule-as-many-contests = { $n }, como dice la primera línea
ranked-rule-contest-line = una contienda con su número, cuántos candidatos y quiénes son, como Contest,339,2,15,16
ranked-rule-as-many-candidates = { $n }, los candidatos que siguen
ranked-rule-problem = un problema de RAIRE con num_candidates y votes, y en cada voto n y prefs
ranked-rule-as-many-names = { $n }, como dice num_candidates
ranked-rule-ballots = un archivo con boletas, una a una o como órdenes con su número
ranked-rule-without = sin { $other }
ranked-rule-with-difficulty = con --difficulty { $names }
ranked-not-used = { $keys }: aquí no hace falta; la búsqueda es exacta y no tiene límite de tiempo
ranked-no-claims-tie = no hay afirmaciones: un empate decide quién de estos gana: { $who }
ranked-no-claims-winner = no hay afirmaciones: según las boletas gana { $who }, no { $winner }
ranked-no-claims-order = no hay afirmaciones: ninguna que se pueda comprobar excluye que estos salgan en este orden: { $who }

## What is wrong with shards, sweeps and the schedulers that start them, in Spanish.

shards-error-shard-auto = --shard: auto: { $why }
shards-why-env = { $name }: hallado: { $found }; se admite: { $rule }
shards-rule-whole-from = un número entero, { $n } o más
shards-why-no-scheduler = ningún planificador dice qué tarea es esta; se buscó { $list } y { $last }; se admite también: i/N
shards-why-two-tasks = según { $first } esta es la tarea { $n }, según { $second } esta es la tarea { $m }; hace falta: RECOUNT_SHARD=i/N, que va primero
shards-why-of-how-many = { $name } dice que esta es la tarea { $n }, pero no de cuántas; hace falta: el número de partes en { $shards }
shards-why-index-env = { $name } y { $shards }: hallado: { $found }; se admite: { $rule }
shards-why-slurm-gaps = el arreglo de Slurm va de { $low } a { $high }, que no es todo de 0 a N-1 y puede ser una parte que se repite; hace falta: el número de todas las partes en { $shards }
shards-error-exact-out = --engine: la respuesta se calcula al momento, no hay ensayos que reunir; se admite: sin --out
shards-error-exact-shard = --shard: hallado: { $shard }; { $engine } calcula la respuesta al momento, no hay ensayos que repartir
shards-error-out-shard = --out: hallado: { $out }, que contiene la parte { $shard }; se admite: una carpeta, como en { $folder }
shards-error-ctrl-c = no se pudo atender a Ctrl-C: { $message }
shards-error-write-out = no se pudo escribir: { $message }
shards-error-program = no se halló este programa: { $message }
shards-message-made-anew = { $message }; `recount sweep` la hace de nuevo
shards-message-altered = fue alterado después de ser escrito: su resumen (hash) no concuerda con lo que dice
shards-message-version = es de recount { $version }, este es { $own }
shards-message-head = no es la cabecera de un barrido: { $message }
shards-message-cells = halladas { $n ->
        [one] { $n } celda
       *[other] { $n } celdas
    }; según sus ejes hay { $m }
shards-error-other-sweep = --out { $out }: contiene el barrido de otra cuadrícula, escenario o versión ({ $name }); hace falta: otra carpeta
shards-error-foreign-grid = { $file }: es una celda de otra cuadrícula o escenario; hace falta: otra carpeta, o apartar este archivo
shards-error-foreign-version = { $file }: es de recount { $version }; hace falta: otra carpeta, o apartar este archivo
shards-error-foreign-cell = { $file }: es la celda { $n } en el lugar de la celda { $m }; hace falta: otra carpeta, o apartar este archivo
shards-error-cell = { $file }: celda { $n } ({ $settings }): { $error }
shards-why-sbatch-run = sbatch no se puede ejecutar ({ $message })
shards-why-sbatch-says = sbatch dice: { $message }
shards-found-shard-or-slurm = --shard o --slurm
shards-why-shard-format = recount_shard: hallado: { $found }; se admite: { $rule }
shards-why-shard-trials = study.trials: hallado: { $found }; se admite: { $rule }
shards-why-shard-rows = study.rows: halladas { $n ->
        [one] { $n } fila
       *[other] { $n } filas
    } para { $m } métodos
shards-why-shard-methods = study.rows: los métodos no son los del estudio
shards-why-shard-off = { $key }: hallado: { $found }; hace falta: { $rule }
shards-why-shard-noticed = done.noticed_somewhere: hacen falta: { $n } números de a lo sumo { $m }
shards-why-shard-carried = study.carried: hacen falta: { $n } números de a lo sumo { $m }
shards-why-shard-contests = done.together: hacen falta: contiendas menores que { $n }, cada una una vez, en orden ascendente
shards-why-shard-next = done.together: { $name } no es el siguiente de los métodos del estudio
shards-why-shard-order = { $key }: hace falta: lo que se vio, cada cosa una vez, en orden ascendente
shards-why-shard-sum = { $key }: hallados { $n ->
        [one] { $n } ensayo
       *[other] { $n } ensayos
    }; hacen falta: { $m }
shards-rule-below = por debajo de { $n }
shards-why-no-method = ningún método de auditoría se llama { $name }
shards-why-no-rule = ninguna regla se llama { $name }
shards-why-no-engine = ningún motor se llama { $name }
shards-why-contest-number = la contienda número { $n } de { $m }
shards-error-attack-margin = --margin: hallado: { $found }; se admite: de 1 a { $n }, las tarjetas que hay
shards-message-os-none = no existe el archivo o la carpeta (error { $n } del sistema)
shards-message-os-denied = el sistema no da permiso (error { $n } del sistema)
shards-message-os-folder = es una carpeta (error { $n } del sistema)
shards-message-os-no-folder = no es una carpeta (error { $n } del sistema)
shards-message-os-full = no queda espacio en el disco (error { $n } del sistema)
shards-message-os-read-only = el disco es de solo lectura (error { $n } del sistema)
shards-message-os-there = el archivo ya existe (error { $n } del sistema)
shards-message-os-pipe = nadie lee al otro lado (error { $n } del sistema)
shards-message-os-device = no hay tal dispositivo o dirección (error { $n } del sistema)
shards-message-os-long = el nombre del archivo es demasiado largo (error { $n } del sistema)
shards-message-os-loop = demasiados enlaces simbólicos seguidos (error { $n } del sistema)

## Papeles de una clase.

print-ballots-title = Boletas de muestra: { $title }
print-ballots-note = { $n } boletas, dos por página donde caben. Imprímalas por un lado en blanco y negro, corte las páginas por la mitad y ordene las boletas por número en cajas de diez.
print-blank-title = Boletas en blanco: { $title }
print-blank-note = Para una clase que vota ella misma: copie la página. Alguien numera las boletas después de la votación, en cualquier orden.
print-sheets-title = Hojas para la clase: { $title }
print-sheets-note = Todo esto es una lección. Las boletas son muestras y entre ellas no hay ninguna boleta real.
print-key-title = La clave del docente: { $title }
print-key-keep = Guárdela lejos de la clase hasta que haya contado.
print-again = Hecho con
print-sample = MUESTRA
print-serial = N.º { $n } · caja { $box }
print-serial-blank = N.º ____ · caja __
print-precinct = Recinto:
print-ballot-foot = Muestra para una lección. No es una boleta real de ninguna elección.
print-vote-for = { $n ->
    [one] Vote por una opción. Rellene el óvalo.
   *[other] Vote por un máximo de { $n }. Rellene los óvalos.
}
print-mark-columns = Rellene un óvalo en la columna 1 para su primera preferencia, uno en la columna 2 para la segunda, y así sucesivamente.
print-read-title = Cómo se lee una boleta
print-rule-mark = Un óvalo relleno, uno pálido, una cruz o una palomita en un óvalo: un voto.
print-rule-stray = Un punto de una pluma apoyada, o un óvalo borrado: ningún voto.
print-rule-struck = Un óvalo relleno tachado con una cruz grande, y el nombre con él: ningún voto.
print-rule-fold = Un doblez no es una marca, aunque pase por un óvalo.
print-rule-write-in = Un nombre de la lista escrito en la línea para otros nombres: un voto para ese nombre, también si su propio óvalo está relleno.
print-rule-overvote = Más votos de los permitidos: la boleta no cuenta para nadie en esa contienda.
print-rule-ranks = En una boleta de preferencias anote el nombre de cada columna. Una columna vacía se anota con una raya.
print-reported-title = Comunicado
print-reported-note = Lo que dice el conteo llamado «{ $stage }». ¿Es lo que dicen las boletas?
print-stage-right = la máquina
print-reported-winner = Quien gana según lo comunicado: { $names }.
print-nobody-wins = Lo comunicado es un empate.
print-nobody = nadie: un empate
print-winner = Gana
print-head-name = Nombre
print-head-votes = Votos
print-head-first = Primeras preferencias
print-manifest-title = Inventario
print-manifest-note = Qué boletas hay y dónde están. Antes que nada, cuente cada caja y anote el número.
print-head-box = Caja
print-head-ballots = Boletas
print-head-number = Número
print-head-counted = Contamos
print-from-to = { $from } a { $to }
print-all = Todas
print-list-title = La lista de la máquina
print-list-note = Lo que la máquina registró de cada boleta que leyó. ¿Suman las líneas lo comunicado? ¿Tiene cada boleta del inventario una línea?
print-head-ballot = Boleta
print-not-on-ballot = no está en esta boleta
print-no-contest = registrada como si no estuviera en esta boleta
print-no-record = sin línea en la lista
print-blank = ningún voto
print-overvote = demasiados: { $names }
print-tally-title = Hoja de conteo
print-tally-note = Una persona lee en voz alta, otra vigila, y dos rellenan una casilla por cada voto sin ver la hoja de la otra. ¿Coinciden las dos hojas? En un conteo de preferencias use una columna por ronda: sale el nombre con menos boletas, y cada una de ellas pasa al siguiente nombre que siga en el conteo.
print-head-strokes = Una casilla por cada voto
print-head-sum = Suma
print-row-no-vote = ningún voto
print-round = Ronda { $n }
print-dice-title = Dados que eligen una boleta
print-dice-note = Lance { $dice } dados de seis caras por cada boleta y léalos de izquierda a derecha. Con diez dados, láncelos a la vez, póngalos en fila y tómelos en grupos de { $dice }; el resto se aparta. { $throws ->
    [one] Cada boleta tiene una tirada
   *[other] Cada boleta tiene { $throws } tiradas
}, así que todas tienen la misma probabilidad. Una raya significa: lance esos dados otra vez. Una boleta nombrada dos veces cuenta dos veces.
print-dice-caption = De los dados a las boletas 1 a { $n }
print-head-first-die = Primer dado
print-head-first-dice = Primeros dos dados
print-last-die = último { $n }
print-pull-title = Hoja de extracción
print-pull-note = Una línea por cada tirada. Busque la boleta en su caja, lea primero el papel, y solo después mire la lista de la máquina.
print-head-draw = Extracción
print-head-dice = Dados
print-head-paper = Papel
print-head-machine = Máquina
print-head-times = Por
print-head-risk = Riesgo
print-roll-again = otra vez
print-risk-title = El riesgo a mano
print-risk-none = Ninguna de estas contiendas da un solo cargo al nombre con más votos y un solo voto a cada boleta, con una ventaja que no sea demasiado pequeña, así que aquí no hay tabla de multiplicadores. Cuente todas las boletas a mano.
print-risk-heading = El riesgo a mano, por comparación: { $contest }
print-risk-claim = Lo comunicado dice que ganó { $winner }, con { $lead } votos de ventaja, en { $n } boletas. ¿Qué tan probable sería ver tanta coincidencia si { $winner } no hubiera ganado? Ese es el riesgo. La clase se detiene en { $limit }, que es { $percent } %: si lo comunicado es erróneo, a lo sumo { $percent } de cada 100 clases que hagan todo esto lo confirmarán.
print-step-check = Sume la lista de la máquina. Si no da lo comunicado, o si una boleta del inventario no tiene exactamente una línea, deténgase: la lista no es una lista de estas boletas. Cuéntelas todas a mano.
print-step-start = Anote el riesgo 1.0000.
print-step-draw = Lance los dados, saque la boleta, lea el papel y busque su línea en la lista de la máquina.
print-step-multiply = Busque el multiplicador en la tabla. Multiplique el riesgo por él y redondee hacia arriba a cuatro decimales: 0.82641 pasa a 0.8265.
print-step-stop = ¿Es el riesgo { $limit } o menos? Entonces la auditoría ha confirmado lo comunicado. Si no, vuelva a sacar.
print-step-hand = Puede detenerse en cualquier momento y contar todas las boletas a mano. Hágalo después de { $most } extracciones, o cuando el riesgo pase de 10.
print-multipliers-caption = Multiplicadores: la lista de la máquina junto al papel
print-machine-winner = La lista tiene { $winner }
print-machine-other = La lista tiene otro nombre
print-machine-nobody = La lista no tiene voto
print-paper-winner = Papel: { $winner }
print-paper-same = Papel: el mismo otro nombre
print-paper-same-of-two = Papel: el otro nombre
print-paper-other = Papel: cualquier otro nombre
print-paper-nobody = Papel: ningún voto
print-risk-agree = Donde la lista y el papel coinciden, el multiplicador es { $agree }. Si todas coinciden, bastan { $draws } extracciones:
print-row-caption = El riesgo si todas las boletas hasta ahora coinciden
print-head-in-a-row = Extracciones
print-risk-why = Por qué vale: sea V la ventaja y N las boletas. Una boleta cuya línea añade o votos a la ventaja (2, 1, 0, −1 o −2, en el peor caso frente a los demás nombres) tiene el multiplicador (1 − V/2.2N) / (1 − o/2.2), redondeado hacia arriba. Si { $winner } no ganó, las líneas añaden al menos V votos a alguna ventaja, así que en promedio los multiplicadores no reducen el riesgo, y este baja a { $limit } en a lo sumo { $percent } de cada 100 auditorías (Stark 2010; desigualdad de Ville).
print-poll-heading = El riesgo a mano, solo con el papel: { $contest }
print-poll-claim = Sin la lista de la máquina la clase necesita más boletas. Hay un riesgo para { $winner } frente a cada otro nombre.
print-poll-start = Anote el riesgo 1.0000 para cada fila de la tabla.
print-poll-draw = Lance los dados, saque la boleta, lea el papel. Multiplique el riesgo de cada fila y redondee hacia arriba a cuatro decimales.
print-poll-stop = Cuando cada fila haya estado alguna vez en { $limit } o menos, la auditoría ha confirmado lo comunicado. Puede detenerse en cualquier momento y contar todas las boletas a mano.
print-poll-caption = Multiplicadores: lo que hay en el papel
print-head-against = Frente a
print-vote-for-winner = Voto por { $winner }
print-vote-for-loser = Voto por ese nombre
print-vote-for-others = Cualquier otra cosa
print-answer-title = La respuesta
print-head-list-sum = Suma de la lista
print-none-differ = La máquina registró cada boleta como la quiso quien votó.
print-these-differ = { $n ->
    [one] La lista de la máquina se equivoca en una boleta: { $ballots }.
   *[other] La lista de la máquina se equivoca en { $n } boletas: { $ballots }.
}
print-list-does-not-add = La lista no es una lista de estas boletas, o no suma lo comunicado. Una clase que suma lo ve sin mirar una sola boleta, y las cuenta todas a mano.
print-chosen-title = Cómo se eligieron estas boletas
print-chosen = { $n } de { $all } boletas, ordenadas por lo que quisieron los votantes y por lo que registró la máquina, a pasos iguales. Así cada proporción se mantiene dentro de una boleta, y quienes ganan en el papel y en lo comunicado son los del escenario. En el escenario la lista se equivoca en { $wrong_all } boletas; aquí en { $wrong }, y nunca en ninguna donde había alguna. Lo que lo comunicado tenía además de sus registros se reduce en proporción, pero a no menos de un voto donde no hay otro error.
print-key-ballots = Todas las boletas
print-head-look = Lo que se ve
print-look-pale = una pluma pálida: un voto
print-look-cross = cruces: un voto
print-look-tick = palomitas: un voto
print-look-doubtful = un punto en otro óvalo: habrá preguntas; ningún voto
print-look-erased = otro óvalo fue borrado: ningún voto
print-look-folded = un doblez debajo de los nombres
print-look-light = una marca tenue, hecha como voto
print-look-stray = un punto suelto, sin intención
print-look-struck = un voto tachado
print-look-crease = un doblez a través de un óvalo
print-look-written = un nombre de la lista escrito a mano
print-look-disputed = se puede disputar lo que se quiso
print-scanned-twice = dos líneas en la lista
print-example-heading = Lo que encuentra una auditoría: { $contest }
print-example-own = Con los dados de la clase:
print-example-seed = Un ejemplo, con dados que hace la semilla del escenario. Los dados propios de la clase nombran otras boletas.
print-example-stops = La auditoría termina antes de la primera tirada, en el paso que suma la lista. Las líneas siguientes muestran lo que habría encontrado.
print-example-confirms = Después de { $n } boletas el riesgo es { $risk }, no mayor que { $limit }: lo comunicado queda confirmado.
print-example-goes-on = Después de { $n } boletas el riesgo es { $risk }, mayor que { $limit }: lo comunicado no queda confirmado, y se cuentan todas las boletas a mano.

## Lo que no vale en unas boletas que pide una clase, en español.

classroom-error-ballots = --ballots: hay { $n }; permitido: { $least } a { $most }, porque tres dados nombran a lo sumo { $most } boletas
classroom-error-large = el escenario tiene { $cards } hojas, y las boletas para una clase se sacan de { $most } a lo sumo
classroom-error-fewer = --ballots: hay { $n }; el conteo tiene { $all } boletas con esta contienda
classroom-error-story-needs = --ballots: hay { $n }; tan pocas boletas no pueden mostrar a quienes ganan en el escenario, en el papel y según lo comunicado; { $more } pueden
classroom-error-no-story = --ballots: hay { $n }; ningún número hasta { $most } muestra a quienes ganan en el escenario, en el papel y según lo comunicado: la ventaja es demasiado pequeña, o el error no está en los registros de estas boletas
classroom-error-contests = --contest: hay { $n } contiendas; permitido: { $most } a lo sumo en una boleta
classroom-error-contest = --contest: hay "{ $contest }"; el escenario tiene { $known }
classroom-error-contest-twice = --contest: "{ $contest }" se da dos veces
classroom-error-undeclared = la contienda «{ $contest }» tiene nombres que nadie puede elegir, y las hojas de una clase no lo dicen: nombre otra contienda con --contest, o quite `undeclared`
classroom-error-wide = la contienda «{ $contest }» tiene { $columns } columnas de óvalos; en una hoja caben { $most }: nombre otra contienda con --contest
classroom-error-long = estas contiendas necesitan { $lines } líneas de nombres; en una hoja caben { $most }: nombre menos contiendas con --contest
classroom-rule-dice = cifras del 1 al 6, tantas como nombren una boleta o más, con espacios o comas entre ellas

## What is wrong with an election that is to be exported, and what the formats are, in Spanish.

export-found-office-files = boletas de los archivos de una oficina electoral
export-rule-synthetic-paper = un escenario de papel sintético, porque registros reales con fallas supuestas no deben pasar por archivos de una oficina
export-format-dominion-csv = Dominion (Liberty Vote) en CSV: cuatro filas de encabezados y una fila por tarjeta
export-format-dominion-json = Dominion (Liberty Vote) en JSON: una sesión por tarjeta, y archivos que dicen qué significan sus números
export-format-ess = ES&S en CSV: una celda por voto y una lista de las boletas; sin preferencias ni puntos
export-format-hart = Hart Verity: un archivo comprimido por tabuladora, con un archivo XML por tarjeta
export-format-raire = texto de RAIRE: un orden por tarjeta de una contienda con preferencias, como el reglamento lee sus marcas
export-error-cannot-carry = { $format } no admite la contienda «{ $contest }»: { $why }
export-why-scores = sus boletas llevan puntos, y el formato solo tiene marcas y preferencias
export-why-one-cell-a-vote = sus boletas llevan preferencias o puntos, y el formato tiene un nombre por voto
export-why-not-ranked = sus boletas no llevan preferencias, y el formato solo tiene órdenes
export-why-depends = lo que valen algunas de sus preferencias con marcas de más depende de quién sigue en el conteo, y el formato tiene un solo orden por tarjeta
export-why-column-name = el formato usa una columna de nombre { $name } para otra cosa
export-why-choice-name = el formato no distingue la opción { $name } de otra palabra
export-found-no-records = la etapa { $stage }, que no cuenta todo a máquina con un registro de cada tarjeta
export-found-last-without-records = ninguna etapa, y { $stage }, el último conteo a máquina, no cuenta todo con un registro de cada tarjeta
export-rule-records-or-paper = un conteo a máquina que guarde registros, o --paper
export-message-not-empty = la carpeta no está vacía
export-found-all-contests = { $format }, que lleva todas las contiendas
export-rule-one-contest = un formato que puede llevar una sola contienda: raire

## The page of a sweep, in Spanish.

sweep-title = { $grid }: un barrido de { $n ->
        [one] { $n } celda
       *[other] { $n } celdas
    }
sweep-question = ¿Qué hacen las auditorías de { $scenario } cuando varían sus ajustes?
sweep-cells = Celdas
sweep-trials-each = Ensayos por celda
sweep-scenario = Escenario
sweep-axis-heading = Qué efecto tiene «{ $axis }»
sweep-axis-note = Cada línea de abajo es un valor de «{ $axis }» y un método; todo lo demás queda en su primer valor: { $rest }.
sweep-axis-title = { $contest }: tarjetas revisadas, según «{ $axis }»
sweep-axis-caption = Una franja es un valor y un método en todos los ensayos de su celda. Línea fina: del 5 % al 95 % de las auditorías; caja: la mitad central; barra gruesa: la mediana; círculo: la media; marca final: el 99 %. Un conteo manual completo revisa todas las tarjetas.
sweep-axis-more = Otras { $n ->
        [one] { $n } línea
       *[other] { $n } líneas
    } están en la tabla de abajo o en table.csv.
sweep-cells-heading = Celda por celda
sweep-cells-note = Cada ajuste con cada método. Las barras son proporciones de los ensayos. Donde lo reportado es correcto no se puede confirmar nada erróneo: una raya.
sweep-cells-caption = { $contest }: tarjetas, conteos manuales completos y resultados erróneos confirmados
sweep-cells-more = Otras { $n ->
        [one] { $n } celda
       *[other] { $n } celdas
    } están en table.csv y table.json.
sweep-cell = Celda
sweep-cards-median = Tarjetas: mediana
sweep-wrong-cells = En { $n } de { $all ->
        [one] { $all } fila
       *[other] { $all } filas
    } el resultado reportado es erróneo.
sweep-wrong-nowhere = Ningún método que limita el riesgo confirmó un resultado erróneo en ninguna parte.
sweep-wrong-worst = De los métodos que limitan el riesgo, el que más lo confirmó fue { $worst }; su límite allí es { $limit }.
sweep-kept-promise = Ninguno de sus intervalos del 95 % está por completo por encima del límite de riesgo.
sweep-broken-promise = En { $n ->
        [one] { $n } fila
       *[other] { $n } filas
    } todo el intervalo del 95 % queda por encima del límite de riesgo; justo en el límite eso es azar en una fila de cada cuarenta, y las mesas que se equivocan al leer debilitan las promesas.
sweep-never-wrong = En ninguna de las { $all ->
        [one] { $all } fila
       *[other] { $all } filas
    } es erróneo el resultado reportado.
sweep-nobody-confirmed-anywhere = Ningún método lo confirmó en ninguna parte.
sweep-confirmed-in = Se CONFIRMÓ en { $n } de ellas, con más frecuencia por { $worst }.
sweep-none-limits-there = Ningún método probado en ellas limita el riesgo.
sweep-worst-row = { $method } en { $hits } de { $n ->
        [one] { $n } ensayo
       *[other] { $n } ensayos
    } ({ $share }) en { $contest }, celda { $cell } ({ $settings }){ $as_often }
sweep-worst-row-law = { $method } con una probabilidad de { $share } en { $contest }, celda { $cell } ({ $settings }){ $as_often }
sweep-rows-measured-wrong = En { $n } de ellas solo se midió, en algunos ensayos o en todos, y el resultado erróneo QUEDA EN PIE.
sweep-rows-measured-right = En { $n ->
        [one] { $n } fila
       *[other] { $n } filas
    } un resultado correcto solo se midió, en algunos ensayos o en todos: allí queda sin confirmar.
sweep-rows-miscounted = En { $n ->
        [one] { $n } fila
       *[other] { $n } filas
    } queda un resultado erróneo tras conteos manuales completos con errores o boletas que faltan.
sweep-uncontested = En { $n ->
        [one] { $n } fila
       *[other] { $n } filas
    } nadie puede perder: no hay nada que auditar.
sweep-as-often-rows = {" "}y con igual frecuencia en { $n ->
        [one] { $n } fila
       *[other] { $n } filas
    } más

## The page of one run on a terminal, in Spanish.

terminal-made-by = recount { $version }, semilla { $seed }, escenario sha256 { $sha256 }
terminal-again = de nuevo: { $command }
terminal-seats = , hasta { $allowed ->
        [one] { $allowed } voto
       *[other] { $allowed } votos
    }, { $seats ->
        [one] { $seats } puesto
       *[other] { $seats } puestos
    }
terminal-on-paper = { $ballots ->
        [one] { $ballots } boleta
       *[other] { $ballots } boletas
    } en papel en { $batches ->
        [one] { $batches } lote
       *[other] { $batches } lotes
    }
terminal-count = conteo
terminal-by = modo
terminal-date = fecha
terminal-hand = a mano
terminal-others = otros
terminal-no-vote = sin voto leído
terminal-ballots-counted = boletas contadas
terminal-set-aside = apartadas
terminal-ahead = va adelante
terminal-lead-caption = La ventaja, conteo por conteo (█ de quien dice el papel, ░ de cualquier otro; entre paréntesis el cambio)
terminal-nobody = nadie
terminal-seen-by = visto por: { $list }
terminal-seen-by-nobody = no lo vio ninguna comprobación hecha ni ningún conteo posterior
terminal-seen-if-held = no lo vio ninguna comprobación hecha ni ningún conteo posterior; de haberse hecho, { $list } lo habría visto
terminal-changed-no-count = no cambió ningún conteo
terminal-befell = le ocurrió al conteo a mano
terminal-befell-fewer = le ocurrió al conteo a mano; { $ballots ->
        [one] { $ballots } boleta
       *[other] { $ballots } boletas
    } menos que en el conteo anterior
terminal-misrecorded = boletas registradas de modo distinto al que quisieron sus votantes, cada una contada una vez: { $list }
terminal-votes-off = votos de diferencia en los conteos de los lotes, nombre por nombre (un voto que pasa a otro nombre cuenta dos veces): { $list }
terminal-of-contest = { $n } de { $contest }
terminal-as-it-was = Como fue: { $says }
terminal-checks-heading = Comprobaciones que no necesitan boletas y qué muestra cada una
terminal-reconciliation = conciliación
terminal-completeness = completitud
terminal-tapes = cintas
terminal-plausibility = verosimilitud
terminal-made = hecha
terminal-not-made = no hecha aquí
terminal-would-show-nothing = no mostraría nada
terminal-work-heading = Qué exige contar a mano, según tasas declaradas
terminal-one-person-hour = 1 hora de trabajo, unos ${ $cost }
terminal-person-hours = { $hours ->
        [one] { $hours } hora
       *[other] { $hours } horas
    } de trabajo, unos ${ $cost }
terminal-found-by = visto por { $check }
terminal-undetected = no detectado
terminal-beyond-says = { $says }: { $outcome }. Por qué: { $why }. Qué lo vería: { $seen_by }.
terminal-contest = contienda
terminal-figure = cifra
terminal-published = publicada
terminal-expected = esperada
terminal-model = modelo
terminal-source = fuente
terminal-differs = DIFIERE

## Sentences of other rooms, each with its gaps: what they say in English stands here to be said again, in Spanish.

findings-own-words = { $text }
findings-place-everywhere = en todas partes
findings-place-in-batch = en el lote { $names }
findings-place-in = en { $names }
findings-place-at = en { $names }
findings-place-modes = (boletas { $modes })
findings-names-more = { $list } y { $n } más
findings-modes-mail = por correo
findings-modes-early = de voto anticipado
findings-modes-election-day = del día de la elección
findings-modes-two = { $modes } y { $modes2 }
findings-adjudication-error = boletas ambiguas resueltas en pantalla, el { $wrong } % de ellas mal, { $place }
findings-adversarial-flip = votos por { $from } alterados a { $to } { $place }
findings-batch-not-scanned = lotes sin escanear { $place }
findings-batch-scanned-twice = lotes escaneados dos veces { $place }
findings-batch-scanned-again = lotes escaneados { $n ->
        [one] { $n } vez
       *[other] { $n } veces
    } { $place }
findings-batch-total-altered = archivos de resultados alterados de { $from } a { $to } { $place }
findings-bit-flip = el bit { $bit } del total de { $candidate } en { $unit } se invirtió
findings-candidate-swap = votos de { $candidates } intercambiados { $place }
findings-ranks-swapped = las preferencias { $first } y { $second } leídas una en lugar de la otra { $place }
findings-rank-lost = la preferencia { $rank } no se leyó { $place }
findings-rankings-cut = preferencias registradas: { $kept }, { $place }
findings-ranked-rules-misset = las preferencias de { $contest } se cuentan con las reglas { $rankings }, que no son las de la ley; los registros son correctos
findings-choice-unmapped = votos por { $candidate } que no se contaron para nadie { $place }
findings-contest-hidden = tarjetas con votos por { $from } registradas como si no llevaran la contienda { $place }
findings-contest-invented = tarjetas sin la contienda registradas como votos por { $to } { $place }
findings-contest-mapping-rotation = votos de las contiendas { $contests } reportados cada uno bajo la siguiente { $place }
findings-counter-overflow = contadores de { $bits } bits para { $contest } en { $unit }
findings-duplicate-upload-kept = archivos de resultados de { $stage } conservados junto a los nuevos { $place }
findings-duplicate-upload = archivos de resultados cargados dos veces { $place }
findings-fold-line = dobleces leídos como marcas { $place }
findings-ink = una tinta que se ve con un { $darkness } por ciento de oscuridad { $place }
findings-layout-shift = marcas por { $candidate } fuera de donde mira el escáner { $place }
findings-layout-shift-lands = marcas por { $candidate } leídas como marcas por { $name } { $place }
findings-marginal-marks = escáneres ajustados para leer marcas desde el { $threshold } por ciento de oscuridad, { $place }
findings-memory-card-not-uploaded = tarjetas de memoria no cargadas { $place }
findings-misread = óvalos mal leídos, cada uno con una probabilidad de { $rate }, { $place }
findings-negative-upload = un archivo dañado de { $unit }: { $adds }
findings-overvote-void = sobrevotos anulados { $place }
findings-overvote-first = sobrevotos contados para los primeros nombres marcados { $place }
findings-overvote-darkest = sobrevotos contados para las marcas más oscuras { $place }
findings-records-withheld = boletas sin registro contadas para { $to } { $place }
findings-rotation-ignored = rotación de los nombres de { $contest } ignorada { $place }
findings-scanner-reset = { $tabulator } reiniciado: se perdieron sus primeras { $n ->
        [one] { $n } boleta
       *[other] { $n } boletas
    }
findings-stale-above = votos de { $contest } acreditados al nombre que está { $n } más arriba { $place }
findings-stale-below = votos de { $contest } acreditados al nombre que está { $n } más abajo { $place }
findings-sticky-flag = toda boleta posterior a la número { $n } quedó fuera del informe de { $tabulator }
findings-test-data-left-in = boletas de prueba que quedaron en los totales de { $unit }: { $votes }
findings-transcription = { $typed } tecleado para { $candidate } en { $unit }
findings-undervote-stuffing = subvotos registrados como votos por { $to } { $place }
findings-unit-left-out = unidades enteras fuera de los totales: { $left }
findings-vote-erased = votos por { $from } borrados { $place }
findings-write-in-double = nombres escritos además de su propio óvalo relleno { $place }
findings-some-not-found = { $n ->
        [one] { $n } boleta no hallada
       *[other] { $n } boletas no halladas
    } { $place }
findings-batch-lost = lotes perdidos después del conteo { $place }
findings-broken-off = el conteo se interrumpió después de { $n ->
        [one] { $n } lote
       *[other] { $n } lotes
    }
findings-no-noise = ningún ruido
findings-noise-missed = { $missed } % de los votos pasados por alto a mano
findings-noise-misread = { $misread } % de los votos mal leídos a mano
findings-noise-both = { $missed } % de los votos pasados por alto, { $misread } % mal leídos a mano
findings-saw-reconciliation = conciliación en { $stage }
findings-saw-completeness = completitud en { $stage }
findings-saw-tapes = cintas en { $stage }
findings-saw-plausibility = verosimilitud en { $stage }
findings-saw-audit = una auditoría de { $stage } por { $method }
findings-shows-nothing = nada reportado
findings-shows-more-votes = más votos de { $contest } que los que permiten las boletas
findings-shows-negative = un conteo negativo de { $contest }
findings-shows-no-votes = el { $share } % de las boletas no muestra voto de { $contest }
findings-shows-ballots = { $ballots ->
        [one] { $ballots } boleta contada
       *[other] { $ballots } boletas contadas
    }, { $voters } votantes en el libro de votación
findings-shows-tapes = { $votes ->
        [one] { $votes } voto
       *[other] { $votes } votos
    } de { $contest } difieren de las cintas
findings-law-hand-counted-within = donde las boletas se contaron a mano, solo dentro del 10 % de los votos de quien va adelante
findings-law-loser-waive = quien pierde puede renunciar a él
findings-law-county-board-recount = una junta de condado puede recontar por su cuenta
findings-law-not-special-districts = no en distritos especiales
findings-law-state-order-one = el estado puede ordenar uno a mano con 1,000 votos o 0.015 %, lo que sea menos
findings-law-not-neighborhood-commissions = no en las comisiones de barrio
findings-law-limit-ward = el límite es el de un barrio electoral
findings-law-bill-2025-would = un proyecto de ley de 2025 lo haría automático con 1 %
findings-law-only-over-undervotes = solo sobrevotos y subvotos, tras el conteo a máquina, si pueden cambiar el resultado
findings-law-state-order-one-b = el estado puede ordenar uno hasta 0.5 %
findings-law-complaint-supreme-court = queda la demanda ante la corte suprema
findings-law-counts-most-quarter = cuenta a lo más la cuarta parte de los recintos y por sí solo no cambia el resultado
findings-law-not-president = no en la presidencia
findings-law-not-governor = no en la gubernatura
findings-law-only-absentee-early = solo boletas en ausencia y anticipadas, si pueden cambiar el resultado
findings-law-petition-say-recount = la petición debe decir que un recuento cambiará el resultado
findings-law-limit-county-office = el límite es el de un cargo de condado; pueblos y ciudades tienen otros
findings-law-state-senate-only = solo el senado estatal
findings-law-candidate-believe-fraud = la candidatura debe creer que un fraude o un error pudo costarle la elección
findings-law-voters-believe-there = los votantes deben creer que hubo fraude o error
findings-law-more-votes-than = deben recontarse más votos que el margen
findings-law-1-was-filed = 1 % si se presentó ante una autoridad local
findings-law-recount-sample-hand = después se puede pedir el recuento a mano de una muestra
findings-law-fees-law-higher = con tarifas de ley, más altas por encima de 1 % y de 2 %
findings-law-limit-county-office-b = el límite es el de un cargo de condado; los cargos de pueblo no lo tienen
findings-law-not-district-attorney = no en la fiscalía de distrito ni en cargos de condados con más de 150,000 votantes
findings-law-except-villages = salvo en las villas
findings-law-1-an-amendment = 1 % si es una enmienda constitucional; solo si hay fondos
findings-law-each-election-district = en cada distrito electoral, alegando fraude o error
findings-law-memories-are-read = se releen las memorias; las boletas, solo por debajo de 0.5 % y de 500 votos
findings-law-not-schools-townships = no en escuelas ni en municipios rurales
findings-law-court-order-one = un tribunal puede ordenar uno si se impugna la elección
findings-law-5-one-two = 5 % si una de las dos candidaturas se escribe a mano
findings-law-votes-each-seat = de los votos por cada escaño
findings-law-state-representatives-only = solo representantes estatales; de los votos por cada escaño
findings-law-town-city-offices = solo cargos de pueblos y ciudades; de los votos por cada escaño
findings-law-within-1-votes = hasta 1 % de los votos necesarios para aprobarse
findings-law-claim-error = alegando un error
findings-ineligible-says = { $ballots ->
        [one] { $ballots } boleta
       *[other] { $ballots } boletas
    } por { $candidate } fueron emitidas por personas sin derecho a voto
findings-ineligible-unseen = una boleta secreta no lleva nombre, así que cada conteo la lee como lee todas las demás
findings-ineligible-seen-by = el mantenimiento del padrón y la revisión de firmas antes de abrir el sobre
findings-misprinted-says = un dispositivo que marca boletas imprimió { $printed } en { $ballots ->
        [one] { $ballots } boleta
       *[other] { $ballots } boletas
    } cuyos votantes habían elegido { $chosen } y no las revisaron
findings-misprinted-unseen = el nombre impreso es el voto: cada conteo del papel, a máquina o a mano, lo lee igual
findings-misprinted-seen-by = los votantes que revisan su boleta: con una tasa de verificación del { $rate } %, unos { $complaints } habrían pedido una boleta nueva; y pruebas del dispositivo el día de la elección
findings-removed-says = { $ballots ->
        [one] { $ballots } boleta
       *[other] { $ballots } boletas
    } por { $candidate } fueron retiradas antes de hacerse el inventario
findings-removed-unseen = escáneres, mesas e inventario parten todos del papel que queda y coinciden entre sí
findings-removed-seen-by = la conciliación de votantes y boletas (el libro de votación acredita más votantes que boletas hay) y la cadena de custodia
findings-adds-up = { $sums } suman { $n } para { $name }, el informe dice { $reported }
findings-sums-tallies = los resultados por lote
findings-sums-records = los registros de voto
findings-sums-both = los registros de voto y las sumas
findings-pair-over = { $winner } sobre { $loser }
findings-needs-nothing = solo el papel y su inventario
findings-needs-tallies = resultados reportados lote por lote
findings-needs-records = un registro de voto de cada tarjeta
findings-needs-records-or-sums = de cada tarjeta un registro de voto propio, o la suma reportada de las tarjetas con las que está
why-needs = necesita { $needs }, que { $stage } no deja
why-read-all = cada tarjeta se leyó una por una: eso es un conteo, y vale
why-no-unit = no se pudo sacar ninguna unidad más
why-machines-differ = las máquinas nombran a otros ganadores cuando cuentan de nuevo
why-differences = las diferencias exceden lo que permite la regla
why-share = la muestra más grande antes de contarlas todas no lo confirmó
why-draws-cards = tantas extracciones como tarjetas hay no lo confirmaron
why-draws-batches = tantas extracciones como lotes hay no lo confirmaron
why-round = la ronda { $n } habría pedido { $asks } de { $all ->
        [one] { $all } tarjeta
       *[other] { $all } tarjetas
    }
why-rounds = { $n ->
        [one] { $n } ronda
       *[other] { $n } rondas
    } no lo confirmaron
why-totals = los propios totales reportados no dicen { $pair }
why-below-zero = un conteo reportado es menor que cero
why-order = su estimación depende del orden de las tarjetas, que ninguna distribución exacta sigue
why-suite-strata = SUITE admite dos estratos, uno con registros de voto y otro sin ellos; hay { $n }
why-suite-both = SUITE admite un estrato con registros de voto y otro sin ellos; los dos los tienen
why-suite-neither = SUITE admite un estrato con registros de voto y otro sin ellos; ninguno los tiene
why-suite-one-vote = SUITE admite contiendas de un voto por boleta
why-no-records = no hay registros de voto
why-stratum-votes = el estrato { $id } tiene más votos reportados que tarjetas
why-no-strata = el papel no está dividido en estratos
why-no-card = no hay ninguna tarjeta que mirar
why-nobody = nadie puede perder: no hay nada que auditar
findings-tie-open = empatan { $names }, y nada en el archivo dice cómo se resuelve
findings-decided-by-completion = nadie es preferida a cada una de las demás; decide la regla complementaria: { $completion }
findings-decided-by-lot = nadie es preferida a cada una de las demás; por la regla complementaria, { $completion }, { $names } empatan, y decide el sorteo que indica el archivo
findings-decided-whoever-meets = empatan en puntos { $names } por un lugar entre las dos que se enfrentan
why-tie = un empate reportado solo se puede contar a mano
why-attack-rule = este ataque altera totales de nombres, y { $rule } no se decide por ellos
why-attack-moves-all = ningún número de votos quitados a { $name } cambia quién gana
why-batches-change-nothing = todos los lotes que ayudan, juntos, no cambian quién gana
why-attack-lead = una ventaja mayor que 1 (--margin) se conoce para mayoría simple y aprobación, y no para { $rule }
why-level-in-rounds = contado de una en una, un empate decidiría en las rondas; no se conocen afirmaciones donde las empatadas salen juntas: solo un conteo manual completo puede comprobarlo
why-tie-in-rounds = un empate decide en las rondas del conteo: solo un conteo manual completo puede comprobarlo
findings-everybody-else = todas las demás
why-no-order = según las reglas { $rules }, lo que cuenta una boleta depende de quién sigue, y no se conocen afirmaciones para eso: solo un conteo manual completo puede comprobarlo
why-many-ranked = se buscan afirmaciones para 64 candidaturas a lo sumo: solo un conteo manual completo puede comprobarlo
why-law-of-votes = esta ley compara los votos de las candidaturas entre sí, y { $rule } no va solo por ellos
why-no-claims = no se conoce ninguna auditoría por muestra para esta regla: solo un conteo manual completo puede comprobarla
why-none-proven = no se hallan afirmaciones que impliquen a ninguna de las personas elegidas con estas boletas: solo un conteo manual completo puede comprobarlo
why-some-proven = se hallan afirmaciones que implican un puesto para { $proven }, y ninguna para { $others }: solo un conteo manual completo puede comprobarlo todo
why-not-two = este método prueba si una candidatura tiene más votos que otra, y «{ $statement }» es otro tipo de afirmación
findings-pair-reaches = { $name } alcanza la proporción
findings-pair-misses = { $name } no alcanza la proporción
findings-pair-has-votes = { $name } tiene votos
findings-pair-majority = { $name } tiene más de la mitad
findings-pair-no-majority = { $name } no tiene más de la mitad
findings-pair-before = { $winner } no queda fuera antes que { $loser }
findings-pair-next = { $winner } sobre { $loser } cuando siguen: { $names }
findings-pair-quota = { $winner } tiene una cuota de primeras preferencias
findings-pair-quota-through = { $winner } tiene una cuota, con las boletas en las que antes solo están { $names }
findings-pair-moves-below = { $winner }: sus boletas se transfieren a menos de { $value } de un voto
findings-pair-stays-ahead = { $winner } tiene más votos que { $loser } mientras ambas siguen
findings-pair-stays-ahead-through = { $winner } tiene más votos que { $loser } cuando una de las dos queda fuera o resulta elegida, con las boletas en las que antes de { $winner } solo están { $names }
findings-pair-stays-ahead-beside = { $winner } tiene más votos que { $loser } mientras ambas siguen, si las boletas de { $elected }, con puesto también, se transfieren en parte
findings-pair-stays-ahead-through-beside = { $winner } tiene más votos que { $loser } cuando una de las dos queda fuera o resulta elegida, con las boletas en las que antes de { $winner } solo están { $names }, si las boletas de { $elected }, con puesto también, se transfieren en parte
why-no-law = no se dispone de ninguna distribución exacta
why-one-by-one = su ley tarjeta por tarjeta se da solo hasta { $n ->
        [one] { $n } tarjeta
       *[other] { $n } tarjetas
    }
why-law-short = su distribución exacta no llega al final de la primera ronda
why-tallies-beyond = los resultados por lote exceden todas las boletas que hay: solo un conteo completo puede decirlo
why-known-by-sum = de algunas tarjetas solo se conoce la suma, y no hay registro propio con que compararlas
why-bet-named = no se conoce ninguna distribución exacta de la apuesta nombrada
why-several-pairs = no se conoce ninguna distribución exacta de varios pares juntos
why-bayes-one-vote = la comparación bayesiana admite contiendas de un voto por boleta
why-by-prior = su distribución previa por sí sola cumple el límite antes de leerse una tarjeta, y una distribución previa no debe decidir
why-in-no-pool = { $cards ->
        [one] { $cards } tarjeta
       *[other] { $cards } tarjetas
    } no tienen registro de voto ni están en ningún grupo
why-records-say = los propios registros de voto y sumas no dicen { $pair }: no hizo falta sacar ninguna boleta para verlo
why-figure-sums = su cifra suma sobre varios pares, cosa que ninguna distribución exacta sigue
why-tallies-say = los propios resultados por lote nombran a otro ganador: no hizo falta sacar ninguna boleta para verlo
why-passes = tantos votos como esta auditoría deja pasar en cada lote podrían cambiar el resultado
why-both-of-pair = una tarjeta puede llevar votos por ambos de un par, y ningún informe dice cuántas los llevan
why-more-votes = se reportan más votos que tarjetas hay
why-sample-large = una muestra exigiría { $size } de { $cards ->
        [one] { $cards } tarjeta
       *[other] { $cards } tarjetas
    }, al menos el { $share } %: contarlas todas
why-scenario-round = la primera ronda que fija el escenario
why-chance = confirma en una ronda con una probabilidad del { $chance } %, si lo reportado es correcto
why-sample-all = una muestra exigiría más tarjetas que todas las { $cards } que hay: hay que contarlas todas
why-chance90 = confirma en una ronda con una probabilidad del 90 %, si los votos reportados son correctos
why-about90 = más o menos lo que confirma en una ronda con una probabilidad del 90 %, si los votos reportados son correctos
why-wald = una media según una regla práctica, si las proporciones reportadas son correctas; muchas auditorías exigen más
why-only-runoffs = { $method } solo sirve para el voto preferencial para un cargo (IRV)
why-wald-last-round = una media según una regla práctica, si los votos de la última ronda son los reportados; muchas auditorías exigen más
why-suite = lo mínimo de ambos estratos que confirma si cada tarjeta coincide y el sondeo sale como se reportó
why-stratified = una regla práctica según las tarjetas de cada estrato, la dispersión y la ventaja; algunas auditorías exigen más
why-all-batches = se escrutarían todos los lotes: contarlos todos
why-least-batches = el mínimo de extracciones que confirma si cada lote coincide
why-every-card = cada tarjeta
why-all-by-machine = todo a máquina, y ninguna boleta a mano
why-least-cards = lo mínimo que confirma si cada tarjeta coincide
why-without-record = el promedio si los registros son correctos y cada tarjeta sin registro es un voto por el perdedor; muchas auditorías necesitan más
why-about-least = más o menos lo mínimo que basta si cada tarjeta coincide
why-pools = la media si cada registro y cada suma son correctos; con grupos, muchas auditorías exigen más
why-law-share = la proporción de los lotes, redondeada hacia arriba, cada uno de tamaño medio
why-law-number = los lotes que pide la ley para tantas boletas, cada uno de tamaño medio
why-law-ballots = lotes de tamaño medio que contienen las boletas que pide la ley
why-law-margin = la proporción de los lotes que pide la ley para este margen, redondeada hacia arriba, cada uno de tamaño medio
why-law-power = la extracción mínima que encuentra, con la probabilidad pedida, uno de los lotes que exige un resultado erróneo, si ningún lote yerra más de lo supuesto
why-power = { $first } de { $all ->
        [one] { $all } lote
       *[other] { $all } lotes
    } al azar encuentran, con una probabilidad del { $chance } %, uno de los { $bad } malos que exige un resultado erróneo, si ninguno yerra en más del { $shift } % de sus boletas
why-attack-fits = el ataque no cabe aquí: { $why }
why-still-right = con él, el resultado reportado sigue siendo correcto
why-paper-tied = el papel está empatado: no hay ganador erróneo
why-count-differs = el conteo nombra a alguien distinto del papel aun sin ataque
why-nobody-lost = nadie perdió en el papel
why-there-are = hay { $there } { $what }, hacen falta { $needed }
why-batches-move = los lotes que sirven mueven { $moved ->
        [one] { $moved } voto
       *[other] { $moved } votos
    }, hacen falta { $needed }
why-one-way = todas las boletas se emitieron del mismo modo
why-no-way = ningún modo de votar basta por sí solo: en el mayor, { $why }
why-without-contest = hay { $there ->
        [one] { $there } boleta
       *[other] { $there } boletas
    } sin la contienda, hacen falta { $needed }
findings-what-undervotes = subvotos
findings-what-votes = votos por { $name }
findings-what-alterable = votos por { $name } que se pueden alterar
findings-what-alone = tarjetas con un voto solo por { $name }
findings-attack-withheld-records = los registros de algunos lotes se retienen, y los totales cuentan esas boletas para el perdedor
findings-attack-packed = las mismas tarjetas en tan pocos lotes como las contienen
findings-attack-undervotes = subvotos registrados como votos por el perdedor: a nadie le falta su propio voto
findings-attack-phantoms = los mejores lotes del ganador nunca se cuentan: entradas del inventario sin registro
findings-attack-wrong-styles = los registros de las tarjetas del ganador dicen que no llevaban la contienda
findings-attack-smallest-batches = las mismas tarjetas en los lotes más pequeños, que un sorteo por tamaño rara vez encuentra
findings-attack-spread = votos por el ganador borrados: cada tarjeta la mitad de errada, en el doble de tarjetas, en cualquier parte
findings-attack-fewest-cards = registros alterados del ganador al perdedor, los menos que bastan, en cualquier parte
findings-attack-another-pool = se alteran los totales por lote de un modo de votar, una proporción de cada uno; cada registro individual queda correcto
findings-attack-swapped-styles = la contienda se oculta en tarjetas del ganador y se inventa, para el perdedor, en otras tantas que no la llevan
findings-attack-way-of-voting = las mismas tarjetas entre las boletas de un modo de votar, que algunas leyes no muestrean
findings-attack-largest-batches = las mismas tarjetas en los lotes más grandes, que una proporción fija de los lotes rara vez encuentra
findings-generator-ppeb = lotes en proporción a una columna de cotas de error, con reemplazo
findings-generator-rivest = SHA-256 de "seed,counter" módulo el número de tarjetas (sampler.py de Rivest)
findings-generator-consistent = una ficha para cada nombre, salen las menores (consistent_sampler de Rivest)
findings-generator-cryptorandom = SHA-256 de "seed," y bytes nulos como fichas en el orden de la lista (el de SHANGRLA)
findings-figure-votes = votos por candidaturas
findings-figure-ballots = boletas
findings-figure-margin = margen
findings-figure-set-aside = apartadas
findings-figure-batches = lotes
findings-figure-winners = ganadores
findings-figure-change = { $name }, cambio desde { $stage }
findings-figure-percent = { $name }, por ciento
findings-figure-measured = riesgo medido por { $method }
findings-read-no-vote = sin voto
findings-read-no-record = sin registro
findings-read-no-tally = sin resultado
findings-read-not-found = no hallada
findings-assumed-audits = las auditorías: { $says }
findings-assumed-rates = Donde las entradas del papel no dicen nada: { $undervote } % de boletas sin voto, { $overvote } % con demasiados (en contiendas de un voto), { $light } % con una marca tenue que un escáner bien ajustado lee, { $batches } de tamaños como en Colorado 2024.
findings-batches-in-all = { $n ->
        [one] { $n } lote
       *[other] { $n } lotes
    } en total
findings-batches-average = lotes de { $n ->
        [one] { $n } boleta
       *[other] { $n } boletas
    } en promedio
findings-read-not-on-card = la contienda no está en la tarjeta
findings-home-paper = el papel
findings-home-scanner = los escáneres
findings-home-programme = su programa
findings-home-results = el sistema de resultados
findings-home-people = las manos de aquel día
findings-figure-in = { $figure } ({ $at })
why-tallies-do-not = los propios resultados por lote no dicen { $pair }: no hizo falta sacar ninguna boleta para verlo
why-records-do-not = los propios registros de voto no dicen { $pair }: no hizo falta sacar ninguna boleta para verlo
why-not-tried = no se probó
findings-missing-shard = falta 1 parte: { $shards }
findings-missing-shards = faltan { $n ->
        [one] { $n } parte
       *[other] { $n } partes
    }: { $shards }
findings-missing-cell = falta 1 celda: { $cells }
findings-missing-cells = faltan { $n ->
        [one] { $n } celda
       *[other] { $n } celdas
    }: { $cells }
findings-cells-of-shards = { $list }; de las partes { $of }
findings-cells-more-of-shards = { $list } y { $n } más; de las partes { $of }
findings-cells-more = { $list } y { $n } más
findings-shards-more = { $list } y { $n } más
findings-mixture-studies = { $first } y { $file } son partes de estudios distintos: { $differs }
findings-mixture-split = { $first } es una de { $of ->
        [one] { $of } parte
       *[other] { $of } partes
    }, { $file } es la parte { $shard }: reúna las de una sola división
findings-mixture-twice = la parte { $shard } está dos veces: { $twice } y { $file }
findings-mixture-version = { $file } es de recount { $version }, este es { $own }: las partes de una versión se unen con esa versión
findings-differs-scenario = escenario { $a } y { $b }
findings-differs-seed = semilla { $a } y { $b }
findings-differs-trials = ensayos { $a } y { $b }
findings-differs-methods = métodos «{ $a }» y «{ $b }»
findings-differs-stage = etapa auditada { $a } y { $b }
findings-differs-limit = límite de riesgo { $a } y { $b }
findings-differs-engine = motor { $a } y { $b }
findings-differs-contests = lo que dicen de las contiendas, aunque todo lo pedido es igual
why-one-sample-law = una muestra sirve a todas las contiendas, y no se conoce ninguna ley de todas
why-slips-law = las mesas se equivocan, y no se conoce ninguna ley de los errores; ponga care = "exact"
why-later-rounds = la ley de sus rondas posteriores no se conoce con exactitud
why-come-first = unas tarjetas difieren y otras no se hallan: ninguna ley dice cuáles vienen antes
why-nothing-drawn = no se saca nada: { $why }
why-one-sample = una muestra sirve a todas las contiendas
why-reads-unlike = las mesas no leen igual las tarjetas marcadas a mano y las marcadas por máquina
why-too-many = hay más tarjetas de las que puede numerar
why-no-heap = no saca tarjetas sueltas de un solo montón
why-leap = cada tarjeta puede cambiar lo que vale la siguiente, así que ninguna se puede saltar
why-not-judged = no se juzga por los conteos de una ronda
why-slips-each = las mesas se equivocan, y cada error es una lectura propia
why-look = una mirada a las tarjetas fija el tamaño de su siguiente ronda
why-no-poll = no es un sondeo que reciba un número por cada tarjeta
why-not-shrinkage = su estimación no es la de contracción truncada, o devuelve las tarjetas
why-not-wald = su medida no es la razón de Wald de dos proporciones reportadas
why-many-kinds = hay más de { $n } clases de tarjetas

## What files of election offices hold, what is wrong with them, and what a reader noted, in Spanish.

import-note-empty-row = { $n ->
        [one] { $n } fila vacía se omitió
       *[other] { $n } filas vacías se omitieron
    }
import-note-total-row = { $n ->
        [one] { $n } fila es un título o un total y no se contó
       *[other] { $n } filas son títulos o totales y no se contaron
    }
import-note-ignored-column = { $n ->
        [one] { $n } columna no se leyó: { $name }
       *[other] { $n } columnas no se leyeron: { $name }
    }
import-note-ignored-part = { $n ->
        [one] { $n } parte del archivo comprimido no se leyó: { $name }
       *[other] { $n } partes del archivo comprimido no se leyeron: { $name }
    }
import-note-hidden-sheet = { $n ->
        [one] { $n } hoja oculta de un libro no se leyó: { $name }
       *[other] { $n } hojas ocultas de libros no se leyeron: { $name }
    }
import-note-ignored-key = { $n ->
        [one] { $n } valor no se leyó porque no se conoce su significado: { $name }
       *[other] { $n } valores no se leyeron porque no se conoce su significado: { $name }
    }
import-note-signature-not-checked = { $n ->
        [one] { $n } firma no se verificó
       *[other] { $n } firmas no se verificaron
    }
import-note-superseded-record = { $n ->
        [one] { $n } registro fue reemplazado por la adjudicación; solo cuenta el vigente
       *[other] { $n } registros fueron reemplazados por la adjudicación; solo cuentan los vigentes
    }
import-note-no-current-record = { $n ->
        [one] { $n } registro no dice de ninguna de sus versiones que sea la vigente
       *[other] { $n } registros no dicen de ninguna de sus versiones que sea la vigente
    }
import-note-uncounted-mark = { $n ->
        [one] { $n } marca no fue contada por la máquina como voto, en { $contest }
       *[other] { $n } marcas no fueron contadas por la máquina como votos, en { $contest }
    }
import-note-ambiguous-mark = { $n ->
        [one] { $n } marca fue ambigua para la máquina, en { $contest }
       *[other] { $n } marcas fueron ambiguas para la máquina, en { $contest }
    }
import-note-repeated-in-ranking = { $n ->
        [one] { $n } vez una candidatura está dos veces en un orden, y cuenta el mejor puesto, en { $contest }
       *[other] { $n } veces una candidatura está dos veces en un orden, y cuenta el mejor puesto, en { $contest }
    }
import-note-aggregated-row = { $n ->
        [one] { $n } fila suma varias tarjetas; se guarda aparte y no es una tarjeta
       *[other] { $n } filas suman varias tarjetas; se guardan aparte y no son tarjetas
    }
import-note-redacted-card = { $n ->
        [one] { $n } tarjeta está censurada: sus votos no se muestran
       *[other] { $n } tarjetas están censuradas: sus votos no se muestran
    }
import-note-no-identity = { $n ->
        [one] { $n } tarjeta no tiene identidad
       *[other] { $n } tarjetas no tienen identidad
    }
import-note-record-from-image = { $n ->
        [one] { $n } número de registro está oculto y se tomó del nombre de la imagen
       *[other] { $n } números de registro están ocultos y se tomaron de los nombres de las imágenes
    }
import-note-style-inferred = { $n ->
        [one] { $n } estilo fue inferido: las tarjetas con las mismas contiendas son de un estilo
       *[other] { $n } estilos fueron inferidos: las tarjetas con las mismas contiendas son de un estilo
    }
import-note-blank-from-style = { $n ->
        [one] { $n } tarjeta tiene { $contest } en blanco, porque su estilo tiene la contienda
       *[other] { $n } tarjetas tienen { $contest } en blanco, porque su estilo tiene la contienda
    }
import-note-vote-for-open = el archivo no dice cuántos votos se admiten en { $contest }; no se tomó ningún número, de modo que no se cuentan votos de menos
import-note-vote-for-assumed = { $n ->
        [one] el archivo no dice cuántos votos se admiten en { $contest }; se supuso 1
       *[other] el archivo no dice cuántos votos se admiten en { $contest }; se supuso 1 ({ $n } veces)
    }
import-note-vote-for-from-cards = el archivo no dice cuántos votos se admiten en { $contest }; se tomó { $taken }, lo más que tiene una tarjeta entre marcas y votos de menos
import-note-choices-from-cards = { $n ->
        [one] las opciones de { $n } contienda no se enumeran en ninguna parte; solo se conocen por las tarjetas
       *[other] las opciones de { $n } contiendas no se enumeran en ninguna parte; solo se conocen por las tarjetas
    }
import-note-tabulator-from-name = { $n ->
        [one] { $n } tarjeta tiene su tabuladora por el nombre del archivo comprimido
       *[other] { $n } tarjetas tienen su tabuladora por el nombre del archivo comprimido
    }
import-note-not-utf-8 = { $n ->
        [one] { $n } archivo no es UTF-8 y se leyó como Windows-1252
       *[other] { $n } archivos no son UTF-8 y se leyeron como Windows-1252
    }
import-note-twice-encoded = { $n ->
        [one] { $n } nombre quedó dañado al guardar UTF-8 dos veces: { $name }
       *[other] { $n } nombres quedaron dañados al guardar UTF-8 dos veces: { $name }
    }
import-note-unknown-version = { $n ->
        [one] { $n } archivo es de una versión nunca vista: { $name }
       *[other] { $n } archivos son de una versión nunca vista: { $name }
    }
import-note-record-numbers-apart = { $n ->
        [one] { $n } lote tiene números de registro que no van de 1 al número de sus tarjetas
       *[other] { $n } lotes tienen números de registro que no van de 1 al número de sus tarjetas
    }. La posición de una tarjeta es su lugar en el orden de estos números, o de las filas donde una tarjeta del lote no tiene ninguno; búsquela por lo que lleva impreso
import-note-duplicate-card = { $n ->
        [one] { $n } tarjeta tiene la identidad de otra anterior: { $name }
       *[other] { $n } tarjetas tienen la identidad de otra anterior: { $name }
    }
import-note-unmatched-record = { $n ->
        [one] { $n } registro de un archivo no está en el otro: { $name }
       *[other] { $n } registros de un archivo no están en el otro: { $name }
    }
import-note-odd-count = { $n ->
        [one] { $n } número declarado no concuerda con las marcas o filas, en { $contest }
       *[other] { $n } números declarados no concuerdan con las marcas o filas, en { $contest }
    }
import-note-repeated-count = { $n ->
        [one] { $n } número de votos está más de una vez para un lugar y una opción, y se suma, en { $contest }
       *[other] { $n } números de votos están más de una vez para un lugar y una opción, y se suman, en { $contest }
    }
import-note-undeclared-contest = { $n ->
        [one] { $n } contienda está en tarjetas y no en el manifiesto: número { $name }
       *[other] { $n } contiendas están en tarjetas y no en el manifiesto: número { $name }
    }
import-note-undeclared-candidate = { $n ->
        [one] { $n } candidatura está en tarjetas y no en el manifiesto: número { $name }
       *[other] { $n } candidaturas están en tarjetas y no en el manifiesto: número { $name }
    }
import-note-same-contest-name = { $n ->
        [one] { $n } contienda tiene el nombre de otra: { $name }
       *[other] { $n } contiendas tienen el nombre de otra: { $name }
    }
import-note-joined-contests = { $n ->
        [one] { $n } archivo tiene una contienda del mismo nombre con otras opciones, que se cuenta como una sola: { $name }
       *[other] { $n } archivos tienen una contienda del mismo nombre con otras opciones, que se cuenta como una sola: { $name }
    }
import-note-other-vote-for = { $n ->
        [one] { $n } archivo permite otro número de votos que el anterior en { $contest }; los votos no emitidos son según el mayor
       *[other] { $n } archivos permiten otros números de votos que el anterior en { $contest }; los votos no emitidos son según el mayor
    }
import-note-alike-choices = Opciones de { $contest } se parecen y se cuentan aparte: { $names }
import-note-mostly-overvoted = { $n } tarjetas de { $name } tienen sobrevoto, la mitad o más: quizá dos contiendas están en el archivo como una, o se permiten más votos
import-note-overvoted-first-rank = { $n ->
        [one] { $n } tarjeta tiene varias opciones en el primer lugar de { $name }; aquí está en los votos de cada una, y en una comparación con resultados en los de ninguna
       *[other] { $n } tarjetas tienen varias opciones en el primer lugar de { $name }; aquí están en los votos de cada una, y en una comparación con resultados en los de ninguna
    }
import-note-void-votes = { $n ->
        [one] { $n } tarjeta tiene un voto nulo en { $name }
       *[other] { $n } tarjetas tienen votos nulos en { $name }
    }
import-note-repeated-vote = { $n ->
        [one] { $n } tarjeta tiene varias veces una opción de { $name }, de la que vale un voto
       *[other] { $n } tarjetas tienen varias veces una opción de { $name }, de la que vale un voto
    }
import-note-short-row = { $n ->
        [one] { $n } fila tiene menos celdas que el encabezado: lo que falta al final se leyó como vacío, y el archivo puede estar cortado
       *[other] { $n } filas tienen menos celdas que el encabezado: lo que falta al final se leyó como vacío, y el archivo puede estar cortado
    }
import-note-same-choice-name = { $n ->
        [one] { $n } opción tiene el nombre de otra en su contienda: { $name }
       *[other] { $n } opciones tienen el nombre de otra en su contienda: { $name }
    }
import-note-no-cards = { $n ->
        [one] en los registros no hay ninguna boleta
       *[other] en los registros no hay ninguna boleta ({ $n } veces)
    }
import-note-card-without-contests = { $n ->
        [one] { $n } boleta no tiene ninguna contienda: todas sus celdas están vacías
       *[other] { $n } boletas no tienen ninguna contienda: todas sus celdas están vacías
    }
import-note-half-empty-contest = { $n ->
        [one] en { $n } boleta algunas celdas de una contienda están vacías y se leyeron como 0: { $name }
       *[other] en { $n } boletas algunas celdas de una contienda están vacías y se leyeron como 0: { $name }
    }
import-note-lacking-contest = { $n ->
        [one] { $n } tarjeta no tiene la contienda { $contest }, que otras tarjetas de su estilo tienen
       *[other] { $n } tarjetas no tienen la contienda { $contest }, que otras tarjetas de su estilo tienen
    }
import-note-no-vote-allowed = { $n ->
        [one] { $n } contienda permite 0 votos, de modo que toda marca es un voto de más: { $name }
       *[other] { $n } contiendas permiten 0 votos, de modo que toda marca es un voto de más: { $name }
    }
import-note-row-of-lines = { $n ->
        [one] { $n } fila ocupa varias líneas entre comillas; vea si otras filas quedaron dentro de ella
       *[other] { $n } filas ocupan varias líneas entre comillas; vea si otras filas quedaron dentro de ellas
    }
import-note-fractional-weight = { $n ->
        [one] { $n } peso de boletas no es un número entero
       *[other] { $n } pesos de boletas no son números enteros
    }
import-note-filtered-export = { $n ->
        [one] { $n } ajuste de la exportación dejó algo fuera: { $name }
       *[other] { $n } ajustes de la exportación dejaron algo fuera: { $name }
    }
import-note-unresolved-write-in = { $n ->
        [one] { $n } nombre escrito a mano aún no está resuelto, en { $contest }
       *[other] { $n } nombres escritos a mano aún no están resueltos, en { $contest }
    }
import-note-rejected-write-in = { $n ->
        [one] { $n } nombre escrito a mano fue rechazado, en { $contest }
       *[other] { $n } nombres escritos a mano fueron rechazados, en { $contest }
    }
import-note-not-stated = { $n ->
        [one] { $n } número queda abierto en el archivo, en { $contest }
       *[other] { $n } números quedan abiertos en el archivo, en { $contest }
    }
import-note-further-notes = { $n ->
        [one] { $n } hallazgo más, de otras clases
       *[other] { $n } hallazgos más, de otras clases
    }
import-note-total-ballots = el total declarado de boletas es { $stated }, y las filas dan { $counted }
import-note-total-orders = el número declarado de órdenes distintos es { $stated }, y las filas dan { $counted }
import-note-total-contest = el total declarado es { $stated }, y las filas dan { $counted }, en { $contest }
import-flaw-cumulative = se sabe de estos archivos: las selecciones de una ronda son las de todas las rondas hasta entonces
import-flaw-merged = se sabe de estos archivos: las contiendas de igual nombre en varios condados son una sola fila
import-place-file = { $file }
import-place-in = { $file }, { $where }
import-place-row = fila { $row }
import-place-column = columna { $column }
import-place-key = { $name }
import-place-row-column = fila { $row }, columna { $column }
import-place-row-key = fila { $row }, { $name }
import-place-column-key = columna { $column }, { $name }
import-place-row-column-key = fila { $row }, columna { $column }, { $name }
import-problem = { $where }: hallado: { $found }; se admite: { $rule }
import-found-end = el fin del archivo
import-found-binary = bytes que no son texto
import-found-old-workbook = un libro de Excel anterior a 2007 (.xls), diga lo que diga su nombre
import-found-pdf = un PDF
import-found-web-page = una página web
import-found-packed = un archivo comprimido
import-found-heavy = una parte que ocupa { $bytes } bytes o más al descomprimirla
import-found-path-out = una parte llamada { $name }, que sale de la carpeta
import-found-overlap = partes que se traslapan
import-found-locked = una parte protegida con contraseña
import-found-twice = { $what } dos veces
import-found-parts-twice = dos partes con un mismo nombre
import-found-more-than-claimed = una parte que ocupa más bytes de los que declara
import-found-half-signs = caracteres UTF-16 incompletos
import-found-too-deep = elementos anidados a más de { $most } niveles
import-found-end-within = el fin del archivo dentro de un elemento
import-found-entity = la entidad { $name }, que XML no tiene
import-found-long-step = una etiqueta o un texto de más de 16 megabytes
import-found-long-row = una fila de más de 16 megabytes
import-found-hidden-sheets-alone = un libro cuyas hojas están todas ocultas
import-found-many-sheets = más de { $most } hojas
import-found-in-part = { $part }: { $what }
import-found-rows-order = filas en desorden
import-found-cells-order = celdas en desorden
import-found-cell-place = una celda sin un lugar válido
import-found-shared-text = un texto compartido que el libro no tiene
import-found-wide-sheet = una hoja muy ancha sin celdas
import-found-contest-twice = la contienda { $contest } dos veces en una hoja
import-found-no-votes-table = ninguna tabla de votos junto a la lista de boletas
import-found-no-contest-column = ninguna columna de una contienda
import-found-no-choice-column = ninguna columna de una opción
import-found-no-sessions = ningún archivo con Sessions
import-found-no-column = ninguna columna { $name }
import-found-no-known-header = ninguna fila con los nombres de columnas conocidas
import-found-no-four-headers = no hay cuatro filas de encabezado
import-found-no-contest-above = ninguna contienda sobre una columna
import-found-no-record = ningún registro de voto
import-found-no-contest = ninguna contienda
import-found-no-needed-column = no todas las columnas
import-found-no-list = ninguna lista { $name }
import-rule-known-format = un archivo de un formato que `recount import` lee
import-rule-table = una tabla guardada como CSV o XLSX
import-rule-at-most = { $n } como máximo
import-rule-at-least = { $n } como mínimo
import-rule-whole = un número entero de { $low } a { $high }
import-rule-mark-cell = 1, 0, o vacío donde la contienda no está en la tarjeta
import-rule-once = cada uno una vez
import-rule-syntax = { $name } bien formado
import-rule-plain-archive = partes que no salen del archivo comprimido, sin contraseña, cada una una vez
import-rule-readable = un archivo que se pueda leer
import-rule-declared-candidate = una candidatura que el archivo declara
import-rule-declared-contest = una contienda que el archivo declara
import-rule-blom-order = un orden como (2, 1) : 58
import-rule-ruled-line = una línea de guiones antes de los órdenes
import-rule-cvr-file = el archivo CVR de la exportación
import-rule-contest-columns = una columna para cada contienda
import-rule-choice-columns = una columna para cada opción
import-rule-section-heading = el encabezado de una sección
import-rule-whole-ballots = un número entero de boletas
import-rule-blt-head = los números de candidaturas y de puestos
import-rule-blt-order = un número de boletas, candidaturas y 0
import-rule-quoted-name = un nombre entre comillas
import-rule-contest-above = una contienda sobre cada una de sus columnas
import-rule-choice-rank = una opción con su puesto, como Ada(1)
import-rule-four-headers = filas para la elección, las contiendas, las opciones y los nombres de las columnas
import-rule-hart-sheets = un archivo XML para cada hoja
import-rule-hart-digits = un dígito 1 o 0 para cada puesto
import-rule-raire-card = contienda, tarjeta, candidaturas en orden
import-rule-raire-contest = Contest, su número, cuántas candidaturas y cuáles son
import-rule-election-contests = una elección con contiendas
import-rule-cdf-records = un informe con registros
import-rule-clear-heading = un encabezado como Choice_1_1:Contest:Vote For 1:Choice:Party
import-rule-preflib-sums = votantes, suma de votos, número de órdenes
import-rule-preflib-order = una cuenta y un orden, como { "43: 3,{2,1}" }
import-rule-preflib-name = un número y un nombre, como 1,Ada
import-rule-json-list = una lista de registros
import-looks-xml-schema = un archivo que parece un esquema XML
import-looks-json-schema = un archivo que parece un esquema JSON
import-looks-assertions = un archivo que parece aserciones de una auditoría
import-looks-raire-json = un archivo que parece un problema de RAIRE en JSON
import-looks-dominion-settings = un archivo que parece los ajustes de una exportación de Dominion, donde se llama Configuration.json
import-looks-dominion-summary = un archivo que parece un informe resumido de Dominion, que no tiene registros
import-looks-tabulator-list = un archivo que parece una lista de tabuladoras de Dominion, que no tiene votos
import-looks-dominion-rows = un archivo que parece filas de una exportación de Dominion sin sus cuatro filas de encabezado
import-looks-printed-results = un archivo que parece resultados impresos como tabla para personas
import-format-blom = listas de órdenes de preferencia
import-format-ess = registros de voto de ES&S
import-format-concrete-stv = boletas de ConcreteSTV
import-format-arlo-report = informe de auditoría de Arlo
import-format-dominion-json = CVR de Dominion en JSON
import-format-result-rows = resultados por opción
import-format-blt = boletas BLT
import-format-known-table = tabla de una oficina electoral
import-format-dominion-csv = CVR de Dominion en CSV
import-format-hart = registros de voto de Hart Verity
import-format-raire = boletas de preferencias de RAIRE
import-format-clarity = resultados de Clarity
import-format-nist-results = resultados según NIST SP 1500-100
import-format-preflib = órdenes de PrefLib
import-format-cdf = registros de voto según NIST SP 1500-103
import-format-clear-ballot = registros de voto de Clear Ballot
import-format-batch-tallies = votos por lote
import-found-manifest-differs = el lote { $batch } con { $manifest } tarjetas, de las que los registros tienen { $records } (y { $more } lotes más que difieren)
import-rule-manifest-as-records = los lotes y números de tarjetas de los registros; recount import --manifest muestra qué difiere
import-rule-beside-the-scenario = el nombre de un archivo de la carpeta del escenario
import-found-odd-in-files = { $n ->
        [one] En los archivos de [election] 1 cosa no cuadra o parece equivocada: `recount import` sobre ellos dice cuál.
       *[other] En los archivos de [election] { $n } cosas no cuadran o parecen equivocadas: `recount import` sobre ellos dice cuáles.
    }
import-found-second-format = registros de un segundo formato, { $format }
import-found-no-records = { $format }, que no tiene registros de tarjetas
import-found-nothing = ningún archivo
import-rule-records-only = archivos de registros de votos, todos de un formato
import-table-entry-sheet = hoja de lecturas de una auditoría
import-table-manifest = manifiesto de boletas
import-table-manifest-colorado = manifiesto de boletas de Colorado
import-table-manifest-sf = manifiesto de boletas de San Francisco
import-table-batch-counts = tarjetas por lote en el manifiesto y en el archivo CVR
import-table-round-contests = contiendas de una ronda de auditoría
import-table-round-cards = tarjetas seleccionadas en una ronda de auditoría
import-table-county-contests = contiendas por condado
import-table-canonical = lista canónica de contiendas
import-table-discrepancies = informe de discrepancias
import-table-targeted = contiendas seleccionadas
import-table-uploads = estado de las cargas
import-table-jurisdictions = lista de jurisdicciones
import-table-standardized = contiendas con nombres unificados
import-table-card-comparison = comparación de tarjetas
import-table-seed = semilla
import-table-arlo-election = elección
import-table-arlo-contests = contiendas
import-table-arlo-settings = ajustes de la auditoría
import-table-arlo-boards = mesas de auditoría
import-table-arlo-rounds = rondas
import-table-arlo-sampled-ballots = boletas de la muestra
import-table-arlo-sampled-batches = lotes de la muestra
import-page-title = Qué se leyó de los archivos
import-headline-cards = Se leyó: { $cards ->
        [one] { $cards } tarjeta
       *[other] { $cards } tarjetas
    } con { $contests ->
        [one] { $contests } contienda
       *[other] { $contests } contiendas
    }, en { $batches ->
        [one] { $batches } lote
       *[other] { $batches } lotes
    } de { $tabulators ->
        [one] { $tabulators } tabuladora
       *[other] { $tabulators } tabuladoras
    }.
import-headline-no-batches = Se leyó: { $cards ->
        [one] { $cards } tarjeta
       *[other] { $cards } tarjetas
    } con { $contests ->
        [one] { $contests } contienda
       *[other] { $contests } contiendas
    } (se nombran { $batches ->
        [one] { $batches } lote
       *[other] { $batches } lotes
    } y { $tabulators ->
        [one] { $tabulators } tabuladora
       *[other] { $tabulators } tabuladoras
    }).
import-headline-no-cards = Los archivos no tienen registros de tarjetas sueltas.
import-styles-absent = El archivo no declara estilos de boleta, y no se infirió ninguno.
import-styles-stated = El archivo declara el estilo de cada tarjeta: { $n ->
        [one] { $n } estilo
       *[other] { $n } estilos
    }.
import-styles-inferred = El archivo no declara estilos; las tarjetas con las mismas contiendas se tomaron por un estilo: { $n ->
        [one] { $n } estilo
       *[other] { $n } estilos
    }. A un estilo así puede faltarle una contienda que alguien dejó en blanco.
import-verdict-redacted = Lo que se omitió y lo que parece mal no se dice junto a votos ocultos: léalo sin --redact-few.
import-verdict-well = No se omitió nada y nada parece incorrecto.
import-verdict-left-out = Nada parece incorrecto. { $n ->
        [one] { $n } clase de cosas se omitió o está oculta; figura abajo.
       *[other] { $n } clases de cosas se omitieron o están ocultas; figuran abajo.
    }
import-verdict-odd = { $n ->
        [one] { $n } cosa no cuadra o parece incorrecta; revísela antes de usar estos números.
       *[other] { $n } cosas no cuadran o parecen incorrectas; revíselas antes de usar estos números.
    }
import-no-results = Los votos no se compararon con resultados publicados (--results).
import-no-manifest = Los números de tarjetas no se compararon con un manifiesto de boletas (--manifest).
import-heading-odd = Qué no cuadra o parece incorrecto
import-heading-left-out = Qué se omitió
import-heading-hidden = Qué ocultan los archivos
import-heading-inferred = Qué no declaran los archivos y se infirió
import-heading-few = El secreto del voto
import-heading-results = Frente a los resultados
import-heading-manifest = Frente al manifiesto
import-heading-format = De: { $format }
import-heading-files = Los archivos
import-heading-sign = Firmado
import-sign-line = Fecha y nombres de la junta:
import-made-by = Hecho con recount { $version }.
import-file-read = { $name } ({ $bytes } bytes)
import-fact-summed = Filas que suman varias tarjetas: { $n }. Sus votos están junto a los de las tarjetas sueltas en la tabla de votos, y en ninguna otra cuenta.
import-fact-ranked = Los votos de las contiendas con preferencias son los del primer puesto.
import-fact-adjudicated = Tarjetas cuyo registro cambió la adjudicación: { $n }.
import-fact-redacted = Tarjetas cuyos votos no se muestran: { $n }.
import-fact-no-identity = Tarjetas sin identidad, que nadie puede volver a hallar: { $n }.
import-fact-remade = Tarjetas copiadas a mano a otra boleta: { $n }.
import-fact-void = Tarjetas nulas por completo: { $n }.
import-column-contest = Contienda
import-column-choice = Contienda y opción
import-column-cards = Tarjetas
import-column-votes = Votos
import-column-summed = Votos en filas sumadas
import-column-under = Votos no emitidos
import-column-over = Tarjetas con demasiadas marcas
import-column-blank = Tarjetas en blanco
import-column-tabulator = Tabuladora
import-column-group = Grupo de conteo
import-column-style = Estilo
import-column-batch = Lote
import-column-first = Primeras preferencias
import-caption-contests = Contiendas
import-caption-choices = Votos
import-more-rows = { $n ->
        [one] { $n } fila más; --json las tiene todas.
       *[other] { $n } filas más; --json las tiene todas.
    }
import-more-kinds = { $n ->
        [one] { $n } más; --json las tiene todas.
       *[other] { $n } más; --json las tiene todas.
    }
import-and-more = { $places }; y { $n } más
import-orders-read = { $contest }: { $ballots ->
        [one] { $ballots } boleta
       *[other] { $ballots } boletas
    } con { $orders ->
        [one] { $orders } orden distinto
       *[other] { $orders } órdenes distintos
    }.
import-tallies-read = Votos de { $contests ->
        [one] { $contests } contienda
       *[other] { $contests } contiendas
    } en { $places ->
        [one] { $places } lugar
       *[other] { $places } lugares
    } (lotes, precintos o condados).
import-table-read = { $kind }: { $rows ->
        [one] { $rows } fila
       *[other] { $rows } filas
    }; columnas { $columns }.
import-only-records = { $contest } está en las tarjetas y no en { $file }.
import-only-results = { $contest } está en { $file } y en ninguna tarjeta.
import-results-not-on-cards = { $contest }, { $what }: ninguna tarjeta lo nombra, { $file } dice { $results }.
import-results-not-in-results = { $contest }, { $what }: las tarjetas dicen { $records }, { $file } no lo nombra.
import-results-differ = { $contest }, { $what }: las tarjetas dicen { $records }, { $file } dice { $results }.
import-place-batch = lote
import-place-precinct = precinto
import-place-differs = { $contest }, { $choice }, { $kind } { $place }: las tarjetas dicen { $records }, { $file } dice { $results }.
import-place-only-results = El { $kind } { $place } tiene votos en { $file }, y ninguna tarjeta es de él.
import-place-only-cards = El { $kind } { $place } tiene votos en tarjetas, y { $file } no lo tiene.
import-results-compared = { $file } y las tarjetas tienen { $n ->
        [one] { $n } contienda
       *[other] { $n } contiendas
    } en común, y concuerdan { $agreeing } de { $all } números.
import-places-compared = Lugar por lugar: { $met } de { $places } lugares de { $file } tienen el nombre de un { $kind } de las tarjetas; sus números que difieren: { $differ }.
import-places-unmet = { $met } de { $places } lugares de { $file } tienen el nombre de un { $kind } de las tarjetas, menos de la mitad: solo se compararon los totales.
import-places-summed = Las filas que suman varias tarjetas no son de ningún lugar: solo se compararon los totales.
import-results-rounds = { $file } tiene rondas posteriores de { $names }: solo se compararon las primeras preferencias.
import-what-ballots = boletas
import-what-undervotes = votos no emitidos
import-batch-differs = Lote { $batch }: { $file } tiene { $manifest } tarjetas, los registros tienen { $records }.
import-batch-not-in-manifest = Lote { $batch }: los registros tienen { $records } tarjetas, { $file } no tiene el lote.
import-batch-not-in-records = Lote { $batch }: { $file } tiene { $manifest } tarjetas, los registros no tienen el lote.
import-contests-alike = Estas contiendas tienen nombres iguales o parecidos: { $names }. Se cuentan por separado.
import-manifest-compared = { $file } tiene { $manifest } tarjetas en { $batches ->
        [one] { $batches } lote
       *[other] { $batches } lotes
    }; los registros tienen { $records } tarjetas. Lotes que concuerdan: { $agreeing }.
import-manifest-tabulator = Tabuladora { $name }: { $manifest } tarjetas en el manifiesto, { $records } en los registros.
import-few-batches = { $n ->
        [one] { $n } lote tiene
       *[other] { $n } lotes tienen
    } menos de { $few } tarjetas, como { $names }.
import-few-styles = { $n ->
        [one] { $n } estilo tiene
       *[other] { $n } estilos tienen
    } menos de { $few } tarjetas, como { $names }.
import-few-advice = Los votos de tan pocas tarjetas pueden revelar cómo votó alguien. No los publique por lote ni por estilo; `--redact-few` los oculta.
import-redacted-none = No se oculta nada: cada estilo, lote, recinto y grupo de conteo tiene { $few } tarjetas o más.
import-redacted = { $n ->
    [one] Se ocultan los votos de 1 tarjeta
   *[other] Se ocultan los votos de { $n } tarjetas
 } (estilos pequeños: { $styles }; lotes: { $batches }; recintos: { $precincts }; grupos de conteo: { $groups }) y se cuentan como una sola suma, «{ $label }».
import-redacted-further = { $n ->
    [one] Se oculta 1 lote más
   *[other] Se ocultan { $n } lotes más
 }, para que la suma sea de al menos { $few } tarjetas.
import-redacted-unsummed = { $n ->
    [one] Los votos de 1 contienda
   *[other] Los votos de { $n } contiendas
 } no están en la suma, porque la llevan menos de { $few } tarjetas ocultas: { $names }.
import-redacted-unanimous = { $n ->
    [one] En 1 contienda todas las tarjetas ocultas están marcadas igual o para un mismo nombre
   *[other] En { $n } contiendas todas las tarjetas ocultas están marcadas igual o para un mismo nombre
 }, de modo que la suma muestra un voto de cada una: { $names }.
import-redacted-limits = Los hallazgos y los resúmenes de los archivos se omiten, porque dirían algo de las tarjetas ocultas. Las combinaciones de estilo, lote, recinto y grupo pueden seguir siendo raras. Los totales publicados menos los votos que se muestran siguen dando la suma de lo oculto.
import-found-exports = { $n ->
        [one] registros de { $n } exportación
       *[other] registros de { $n } exportaciones
    }
import-rule-one-election = los archivos de una sola elección, pues los números de contiendas significan otra cosa en otra
import-rule-one-export = los registros de una sola exportación para comparar
import-rule-results = resultados por contienda y opción
import-rule-manifest = un manifiesto de boletas
import-rule-this = { $what }
import-rule-batch-one-tabulator = cada nombre de lote una vez, pues solo un lado nombra las tabuladoras
import-rule-manifest-tabulators = un manifiesto con una columna de tabuladoras, pues este lote está en varias
import-many-duplicates = { $n } tarjetas tienen la identidad de otra anterior, como { $names }; las exportaciones de varias elecciones o condados se importan una por una
import-many-unmatched = { $n } registros de un archivo no están en el otro, como { $names }
import-found-many-in-counties = más de { $n } contiendas u opciones en todos los condados
import-found-apart-alone = archivos de una sola oficina
import-rule-apart-of-counties = solo junto a [[election.county]]: dice qué contiendas de igual nombre son otra en cada condado
import-found-nothing-apart = «{ $contest }» en "apart", y ninguna contienda de ese nombre en los archivos
import-found-county-marks = { $contest }, en la que se pueden marcar { $before } en otra parte y { $here } en { $county }
import-found-county-ranks = { $contest }, que tiene preferencias en otra parte o en { $county }, y no en ambos
import-rule-county-contest = la misma contienda en cada condado; una contienda que es otra en cada uno se nombra en "apart"
import-found-party-orders = { $n ->
        [one] { $n } boleta que marca partidos, no candidatos
       *[other] { $n } boletas que marcan partidos, no candidatos
    }
import-found-cells = { $n ->
        [one] { $n } celda
       *[other] { $n } celdas
    }
import-found-cell-beyond = { $cell } en una celda después de la última
import-rule-cells-of-header = { $n } celdas, tantas como tiene el encabezado
import-found-many-lines = una fila de { $n } líneas, dentro de comillas que no se cierran antes
import-rule-lines-of-row = una fila de { $n } líneas como máximo
import-found-semicolons = celdas separadas por punto y coma
import-found-tabs = celdas separadas por tabuladores
import-rule-commas = celdas separadas por comas
import-found-without-heading = { $cell } en una columna sin encabezado
import-rule-heading-above = un encabezado sobre cada columna que tenga algo
import-found-second-header = el encabezado de otra exportación
import-rule-one-header = una exportación por archivo, pues los archivos unidos se contarían solo con el primer encabezado
import-found-many-ballots = { $n } boletas
import-rule-orders = boletas de preferencias de una sola contienda, 50,000,000 a lo sumo
import-found-contests-of-orders = { $n ->
        [one] boletas de preferencias de { $n } contienda
       *[other] boletas de preferencias de { $n } contiendas
    }
import-found-batch-without-votes = el lote { $batch } del manifiesto, que los totales por lote no tienen
import-found-batch-without-cards = el lote { $batch } de los totales por lote, que el manifiesto no tiene
import-found-more-votes-than-cards = lote { $batch }: { $votes } votos en { $contest } en { $cards } tarjetas
import-found-several-jurisdictions = lotes de { $one } y de { $other }
import-rule-batch-tallies = los votos de cada lote del manifiesto, uno por tarjeta y contienda a lo sumo; las jurisdicciones se escriben como [[election.county]]
import-found-tallies-alone = los votos de lotes sin manifiesto
import-rule-manifest-beside = un manifiesto de boletas al lado: los totales no dicen cuántas tarjetas tiene un lote
import-found-made-up-cards = los votos de lotes, no de tarjetas
import-rule-single-cards = "single_cards" aquí, para seguir con tarjetas inventadas dentro de cada lote
import-found-kept-records = un conteo que guarda un registro de cada tarjeta
import-rule-no-kept-records = cast_vote_records = false en cada conteo a máquina, porque los archivos no tienen registro de una tarjeta
import-rule-county-name = un nombre que pueda ser el de una carpeta y esté una sola vez, sin / y sin espacios en los extremos
import-found-from-and-county = "from" y [[election.county]] a la vez
import-found-neither-from = ni "from" ni [[election.county]]
import-rule-one-of-from = uno de los dos


## Un primer escenario, escrito a partir de los archivos de una oficina electoral, en español.

draft-question = ¿Es correcto el resultado informado de cada contienda?
draft-title = La auditoría de { $file }
draft-lesson = Una auditoría de los archivos propios de una oficina.
draft-how = Escrito a partir de los archivos de abajo. Una decisión que no resuelven es un "?": escriba un valor en su lugar. Una contienda que no se audita puede borrarse desde su [[contest]].
draft-seed = La semilla pública: cifras de dados, lanzados en público después de fijar estos archivos.
draft-summed-rows = { $n ->
        [one] { $n } fila suma varias tarjetas, que entonces no están aquí en ningún papel ni en ningún sorteo
       *[other] { $n } filas suman varias tarjetas, que entonces no están aquí en ningún papel ni en ningún sorteo
    }: "summed_rows" sigue sin ellas. Ninguna auditoría puede comenzar sin un registro de cada tarjeta.
draft-alike = Opciones de { $contest } se parecen: { $names }. "one" donde son una sola, "apart" donde son varias.
draft-assumed = Los archivos no dicen cuántas se pueden marcar. Lo más que muestra una tarjeta es { $n }.
draft-hidden-votes = Votos que los archivos no muestran o llaman nulos: { $n }. "hidden_votes" los toma como blancos, en el informe como en los registros.
draft-rules = La regla de cada contienda: "plurality" donde gana quien tiene más votos; recount list rules muestra las demás.
draft-contest = { $contest }: { $cards } tarjetas; votos: { $votes }; en blanco { $blank }, con sobrevoto { $overvoted }.
draft-first-ranks = Se muestran las primeras preferencias, antes de toda transferencia.
draft-further = y { $n } más
draft-ahead = Más votos: { $names }; por delante por { $margin }.
draft-tied = Hay empate en el último escaño.
draft-nobody-else = No se presenta nadie más.
draft-several = Los archivos dicen que se pueden marcar { $n }. ¿Cuántos escaños se cubren?
draft-allowed = Los archivos no dicen cuántos nombres se pueden marcar en una boleta ni cuántos escaños se cubren.
draft-rankings = Cómo se leen las marcas de preferencia: recount list rankings muestra los conjuntos de reglas.
draft-methods = Un método: "super_simple" o "ballot_comparison" comparan tarjetas con sus registros; "polling" lee solo las tarjetas. recount list methods los muestra todos.
draft-limit = La mayor probabilidad de confirmar un resultado equivocado, como 0.05, por ley o por decisión de la oficina.
draft-one-sample = Los métodos que sortean cada tarjeta una vez, como "ballot_comparison", usan entonces las mismas tarjetas para todas las contiendas; los demás sortean para cada una.
draft-written = Se escribió { $file }. Líneas con un "?" por completar: { $n }. Hasta entonces se rechaza, con la línea.


## The folder of an audit: sheets and log, in Spanish.

folder-rule-card-of-row = { $name }, la tarjeta de la fila: la nombrada es la del lote { $batch }, posición { $position }. Quizá se ordenaron unas celdas y otras no, o se leyó otra tarjeta
folder-rule-named-card = { $name }, la tarjeta de la fila, o una celda vacía
folder-rule-no-choice = nada en la fila de una tarjeta; lo leído está en la columna reading
folder-rule-whole-batch = «not found» en cada línea del lote, o un número en cada una
folder-rule-adds-up = votos, blank y overvoted que sumen las boletas, con { $most } marcas por boleta como máximo
folder-found-ballots = el lote { $batch } con { $ballots } boletas
folder-rule-all-ballots = { $expected } boletas, como en el manifiesto y en el resultado. Si faltan algunas, «not found» en cada línea del lote: entonces cuenta como lo peor que podría ser
folder-rule-one-of = uno de { $names }
folder-rule-position = la posición de la tarjeta en su lote, un número entero desde 1
folder-rule-by-and-why = "corrected by" y "why", o ninguno de los dos
folder-rule-names = en blanco, sobrevoto, no encontrada, no en la tarjeta, o nombres de { $contest } como están en la boleta, con " + " entre dos
folder-rule-ranks = en blanco, no encontrada, no en la tarjeta, o nombres de { $contest } con " > " entre dos preferencias, " = " entre dos nombres de una preferencia y "-" por una preferencia omitida
folder-rule-most-ranks = como máximo { $n ->
        [one] { $n } preferencia
       *[other] { $n } preferencias
    }
folder-rule-no-tally = una contienda cuyos votos son marcas; preferencias y puntos no se anotan como suma
folder-rule-number = un número entero desde 0
folder-rule-same-as = { $n }, como en una fila anterior de esta hoja
folder-rule-every-line = un número en cada fila del lote; a «{ $name }» le falta
folder-rule-sheets-with-enter = ninguna hoja junto a esta acción; las hojas van después de "enter"
folder-found-no-sheet = ninguna hoja
folder-rule-sheet = al menos una hoja de lecturas rellenada
folder-found-no-files = papel propio
folder-rule-election-from = un escenario cuyo papel está en archivos junto a él: "[election] from"
folder-found-methods = { $n ->
        [one] 1 método
       *[other] { $n } métodos
    }
folder-rule-one-method = el único método de la auditoría
folder-found-no-seed = ninguna semilla
folder-rule-public-seed = la semilla pública, como cifras de dados
folder-found-no-log = ningún registro
folder-rule-begin = recount rehearse DIR begin
folder-found-in-use = un registro que usa otra ejecución
folder-rule-one-run = una ejecución a la vez
folder-found-no-enough = un método del que no se conoce de antemano ningún número de tarjetas
folder-rule-enough = métodos que comparan cada tarjeta con su propio registro, en rondas
folder-found-other-action = otra acción
folder-rule-with-draw = draw
folder-found-conflicts = { $n ->
        [one] 1 unidad con lecturas que difieren
       *[other] { $n } unidades con lecturas que difieren
    }
folder-rule-settle-first = cada una resuelta antes, con una fila que tenga "corrected by" y "why"
folder-found-old-round = { $folder }, hojas de una auditoría cuyo registro no está aquí
folder-rule-own-log = el registro al que pertenecen, o una carpeta sin hojas: una auditoría no se comienza de nuevo sobre una ya sorteada
folder-found-begun = una auditoría que ya comenzó
folder-rule-not-begun = una carpeta cuya auditoría no ha comenzado
folder-found-other-file = un archivo con el SHA-256 { $sha256 }
folder-rule-same-file = el archivo con el que comenzó la auditoría: SHA-256 { $sha256 }
folder-found-other-setup = otro resultado declarado u otros ajustes que al comenzar la auditoría
folder-rule-same-version = los mismos archivos, ajustes y versión de este programa ({ $version })
folder-found-not-drawn = { $contest } en el lote { $batch }, posición { $position }, que no se sorteó
folder-rule-on-sheets = lo que está en las hojas de la auditoría
folder-found-no-draw = lecturas, y ningún sorteo
folder-rule-draw-first = recount rehearse DIR draw, antes de que se lea nada
folder-found-other-sheet = otra tabla
folder-rule-entry-sheet = una hoja de lecturas de esta auditoría, rellenada, CSV o XLSX
folder-found-in-sheet = «{ $found }» (y { $more ->
        [one] 1 fila más
       *[other] { $more } filas más
    } sin poder leerse)
folder-place-row = { $file }, fila { $row }
folder-place-cell = { $file }, fila { $row }, { $column }
folder-error-setup = ninguna auditoría con { $method } puede comenzar: { $why }
folder-refused-method = no hay un método { $method }
folder-refused-bet = la apuesta de { $method } no sirve
folder-refused-setting = un ajuste no se admite: { $setting }
folder-refused-no-contest = no se audita ninguna contienda
folder-refused-contest = la contienda { $contest } no sirve
folder-refused-shares = las contiendas no comparten una muestra
folder-log-unreadable = la línea { $line } no es de un registro: { $why }
folder-log-empty = la línea { $line } está vacía; un registro no tiene líneas vacías, tampoco al final
folder-log-broken = la línea { $line } no sigue a la anterior: una línea fue cambiada, quitada o añadida
folder-log-begin = la línea { $line } no está donde comienza un registro
folder-begun = La auditoría ha comenzado. Estos archivos quedan fijados; publique los resúmenes antes de sortear:
folder-begun-file = { $name }, { $bytes } bytes, SHA-256 { $sha256 }
folder-sheets-written = Ronda { $round }: las hojas de { $n ->
        [one] 1 unidad
       *[other] { $n } unidades
    } están en { $folder }: pull-sheet.csv, entry-sheet.csv y sheets.html para imprimir. Las lecturas de la máquina no están en ellas.
folder-sheets-before = Ronda { $round }: las hojas de { $n ->
        [one] 1 unidad
       *[other] { $n } unidades
    } ya se escribieron, en { $folder }.
folder-entered = { $n ->
        [one] 1 lectura
       *[other] { $n } lecturas
    } de { $sheet } anotadas.
folder-entered-again = { $n ->
        [one] 1 ya estaba anotada.
       *[other] { $n } ya estaban anotadas.
    }
folder-entered-empty = { $n ->
        [one] 1 fila no tiene aún lectura.
       *[other] { $n } filas no tienen aún lectura.
    }
folder-verified = La cadena de { $lines ->
        [one] 1 línea
       *[other] { $lines } líneas
    } está entera, los archivos son los del comienzo, { $sheets ->
        [one] 1 sorteo fue repetido
       *[other] { $sheets } sorteos fueron repetidos
    } y { $readings ->
        [one] 1 lectura fue comparada
       *[other] { $readings } lecturas fueron comparadas
    } de nuevo. Lo que sigue se calculó solo con ellas.
folder-verified-not = { $folder }: sus hojas no son las de este sorteo
folder-verified-changed = { $folder }/entry-sheet.csv: { $n ->
        [one] 1 lectura no es la
       *[other] { $n } lecturas no son las
    } del registro (fila { $rows }); la hoja se cambió después de tomarla
folder-verified-unreadable = { $folder }/entry-sheet.csv no se comparó con el registro: { $why }
folder-verified-unlogged = { $folder } está aquí, y el registro no tiene tales hojas: quizá se perdieron sus últimas líneas
folder-verified-missing = { $folder } no está aquí: sus hojas no se compararon
folder-verified-rows = { $folder }/entry-sheet.csv tiene { $rows } filas, y el sorteo { $drawn }: se borraron o añadieron filas
folder-seal-of-last-line = El sello dado es el de la última línea del registro: nada se cambió ni añadió desde entonces.
folder-seal-of-line = El sello dado es el de la línea { $line } del registro: nada se cambió hasta ella, y { $later ->
        [one] 1 línea se añadió desde entonces.
       *[other] { $later } líneas se añadieron desde entonces.
    }
folder-seal-of-no-line = El sello dado no es el de ninguna línea del registro. Salvo error al copiarlo, el registro se cambió desde entonces.
folder-rule-seal = de 16 a 64 de los primeros dígitos de un sello, como lo imprimió una ejecución anterior, con verify
folder-verified-waiting = { $folder }/entry-sheet.csv: { $n ->
        [one] falta tomar 1 lectura
       *[other] faltan tomar { $n } lecturas
    }; ingrese la hoja
folder-state-open = La ronda { $round } está abierta: { $n ->
        [one] falta leer 1 unidad.
       *[other] faltan por leer { $n } unidades.
    }
folder-state-to-draw = La ronda { $round } está abierta: { $n ->
        [one] falta leer 1 unidad
       *[other] faltan leer { $n } unidades
    }. Haga las hojas con "draw".
folder-state-ended = La auditoría terminó, en la ronda { $round }.
folder-state-ended-full = No se sortean más unidades: { $n ->
        [one] 1 contienda debe
       *[other] { $n } contiendas deben
    } contarse a mano, todas las boletas.
folder-nobody-can-lose = nadie puede perder: no hay nada que auditar.
folder-drawn-counts = aún no confirmado: el riesgo estaba bajo el límite antes de esta ronda, como tras una corrección, pero las tarjetas de esta ronda se sortearon y también cuentan; toma { $n ->
        [one] 1 sorteo más.
       *[other] { $n } sorteos más.
    }
folder-waits = aún no confirmado; su próxima ronda se sortea cuando se haya leído la ronda { $round } de las otras contiendas.
folder-waiting = { $n ->
        [one] 1 lectura de una ronda posterior cuenta
       *[other] { $n } lecturas de rondas posteriores cuentan
    } cuando se haya leído la ronda { $round }.
folder-drawn-is-read = aún no confirmado: la regla se cumplía antes de esta ronda, como tras una corrección. Las tarjetas de esta ronda se sortearon y se leen; lo que una ronda ha resuelto, este método lo conserva. Toma { $n ->
        [one] 1 sorteo más.
       *[other] { $n } sorteos más.
    }
folder-next-card = aún no confirmado; la próxima tarjeta se sortea cuando se haya leído esta.
folder-polled-so-far = Se juzgaron { $draws } sorteos de { $n ->
        [one] 1 tarjeta
       *[other] { $n } tarjetas
    } por sus votos; este método no compara ninguna con su registro.
folder-report-not-compared = este método juzga votos y no compara ninguna tarjeta con su registro.
folder-draws-so-far = Se juzgaron { $draws } sorteos de { $n ->
        [one] 1 tarjeta
       *[other] { $n } tarjetas
    }, pues una tarjeta puede sortearse otra vez; { $differ ->
        [one] 1 de los sorteos difiere de su informe.
       *[other] { $differ } de los sorteos difieren de sus informes.
    }
folder-batches-so-far = { $draws ->
        [one] Se juzgó 1 sorteo de un lote
       *[other] Se juzgaron { $draws } sorteos de lotes
    }, con { $n ->
        [one] 1 boleta
       *[other] { $n } boletas
    }; { $differ ->
        [one] 1 difiere de su informe.
       *[other] { $differ } difieren de sus informes.
    }
folder-report-so-far = El informe hasta ahora está en { $file }. La auditoría no ha terminado: aún no se debe firmar.
folder-ended-without-limit = la auditoría terminó sin recuento completo a mano. Este método no limita el riesgo, así que no confirma nada.
folder-no-manifest = Entre los archivos no hay un manifiesto de boletas. Lo que se confirme solo vale si los registros son de todas las tarjetas.
folder-found-passed-over = filas que suman varias tarjetas, pasadas por alto
folder-found-sums = órdenes de preferencia o votos de lotes
folder-rule-every-card = un registro por tarjeta, para que cada una pueda salir sorteada
folder-found-faults = fallas
folder-rule-no-faults = ninguna: una auditoría de los archivos de una oficina toma lo declarado como está
folder-confirmed = el resultado declarado queda confirmado: { $winners }.
folder-full-count = hay que contar a mano todas las boletas.
folder-full-count-because = hay que contar a mano todas las boletas: { $why }.
folder-measured-only = solo se midió, lo que no confirma nada.
folder-not-yet = aún no se juzga nada; { $n ->
        [one] falta leer 1 unidad.
       *[other] faltan por leer { $n } unidades.
    }
folder-goes-on = aún no confirmado; esta ronda toma { $n ->
        [one] 1 extracción más.
       *[other] { $n } extracciones más.
    }
folder-risk = El riesgo medido es { $p }; el límite es { $limit } %.
folder-posterior = La probabilidad de un resultado equivocado, con la previa del método, es { $p }; el límite es { $limit } %.
folder-read-so-far = { $n ->
        [one] Se juzgó 1 tarjeta
       *[other] Se juzgaron { $n } tarjetas
    }; { $differ ->
        [one] 1 difiere de lo declarado.
       *[other] { $differ } difieren de lo declarado.
    }
folder-kinds = Tarjetas por la ventaja que más exageran: en dos votos { $o2 }, en uno { $o1 }, en ninguno { $none }; reducida en uno { $u1 }, en dos { $u2 }. En la lista, +2 la exagera en dos votos.
folder-conflicts = { $n ->
        [one] 1 unidad tiene lecturas distintas.
       *[other] { $n } unidades tienen lecturas distintas.
    } Ninguna vale hasta que una fila con "corrected by" y "why" lo aclare:
folder-conflict-reading = «{ $reading }» ({ $sheet }, fila { $row })
folder-unused = { $n ->
        [one] 1 lectura no cuenta abajo: ninguna ronda necesita ya la unidad
       *[other] { $n } lecturas no cuentan abajo: ninguna ronda necesita ya las unidades
    }, como después de una corrección. El registro conserva lo leído; mire por qué antes de firmar esto.
folder-seal = Sello del registro: { $seal }. Anótelo: mostrará después que ninguna línea fue cambiada.
folder-unit-card = { $contest }, lote { $batch }, posición { $position }
folder-unit-batch = { $contest }, lote { $batch }
folder-head-container = contenedor
folder-head-tabulator = tabulador
folder-head-batch = lote
folder-head-position = posición
folder-head-card = tarjeta
folder-head-record = registro
folder-head-read = mesa
folder-head-margin = ventaja
folder-head-pulled = retirada
folder-head-class = clase
folder-head-contest = contienda
folder-head-winners = ganadores informados
folder-head-cards = tarjetas
folder-head-risk = riesgo medido
folder-head-limit = límite
folder-head-decision = decisión
folder-head-round = ronda
folder-head-draws = sorteos
folder-head-differing = diferencias
folder-class-o2 = o2
folder-class-o1 = o1
folder-class-u1 = u1
folder-class-u2 = u2
folder-class-not-found = no encontrada
folder-class-not-on-card = contienda que no está en la tarjeta
folder-class-wrong-style = estilo equivocado
folder-class-none-overstated = ningún margen exagerado
folder-class-unclassified = contada
folder-classes = Por clase: { $list }.
folder-round-last-if-clean = La ronda abierta añade { $n ->
        [one] { $n } sorteo
       *[other] { $n } sorteos
    }. Si cada tarjeta coincide con su registro, el riesgo medido será { $p } y la auditoría de esta contienda termina.
folder-round-not-last = La ronda abierta añade { $n ->
        [one] { $n } sorteo
       *[other] { $n } sorteos
    }. Aunque cada tarjeta coincida con su registro, el riesgo medido será { $p } y seguirá otra ronda.
folder-round-chance = La ronda abierta añade { $n ->
        [one] { $n } sorteo
       *[other] { $n } sorteos
    }. Si el informe es correcto, la probabilidad de que termine la auditoría de esta contienda es del { $chance } %.
folder-round-nine-tenths = Para una probabilidad del 90 % harían falta { $n ->
        [one] { $n } sorteo
       *[other] { $n } sorteos
    }; round_chance = 0.9 en los ajustes hace rondas de ese tamaño.
folder-round-enough = Con { $n } sorteos en esta ronda la auditoría de esta contienda podría terminar, si todas sus tarjetas coinciden: "draw --enough" toma esa cantidad.
folder-round-all-chance = Si los informes son correctos, la probabilidad de que esta ronda termine la auditoría de todas las contiendas es { $chance } %.
folder-round-all = Si los informes son correctos, la probabilidad de que esta ronda termine la auditoría de todas las contiendas está entre { $least } % y { $most } %.
folder-all-end-if-clean = Si cada tarjeta coincide con su registro, esta ronda termina la auditoría de todas las contiendas.
folder-all-go-on = Esta ronda no termina la auditoría de todas las contiendas, aunque cada tarjeta coincida con su registro.
folder-report-written = El informe está en { $file }. Imprímalo para que lo firme la junta.
folder-report-title = Informe de la auditoría
folder-report-contests = Contiendas
folder-report-rounds = Rondas
folder-report-sheets = Ronda { $round }: unidades en las hojas { $n }, carpeta { $folder }, SHA-256 de la hoja de captura vacía { $sha256 }.
folder-report-readings = Lecturas en el registro de la auditoría: { $n }.
folder-report-differences = Dónde difieren el papel y el registro
folder-report-none = ninguna tarjeta cuya lectura cuenta difiere.
folder-report-corrections = Correcciones
folder-report-no-correction = No se corrigió ninguna lectura.
folder-report-correction = { $unit }: "{ $reading }" en lugar de una lectura anterior, por { $by }: { $why } ({ $sheet }, fila { $row }).
folder-report-fixed = Lo que se fijó antes del sorteo
folder-report-settings = Método { $method }, límite de riesgo { $limit } %, semilla "{ $seed }", versión { $version } de recount. Archivos:
folder-report-unchecked = Lo que no se comprobó
folder-report-verify = Cómo comprobar este informe
folder-report-how = Con los archivos de arriba, las hojas y el registro en una carpeta, este comando repite el sorteo, la comparación y el riesgo:
folder-report-sign = Firmas
folder-unchecked-contests = Estas contiendas de los archivos: { $list }.
folder-unchecked-open = Contiendas cuya auditoría no ha terminado: { $list }.
folder-unchecked-manifest = Si el manifiesto de boletas enumera todo el papel. Registros y manifiesto coinciden; el papel que no está en ninguno no entró en el sorteo.
folder-unchecked-paper = Si el papel se guardó con seguridad, si cada votante tenía derecho y si cada boleta emitida está entre el papel.
folder-unchecked-seed = Si la semilla se eligió en público después de fijar los archivos.
folder-sign-name = nombre
folder-sign-office = cargo
folder-sign-date = fecha
folder-sign-signature = firma
folder-short-confirmed = confirmado
folder-short-no-limit = terminó; no se confirma nada
folder-short-full-count = contar cada boleta a mano
folder-short-measured = solo medida
folder-short-open = sigue
folder-sheets-title = Hojas de la ronda { $round }
folder-pull-title = Qué retirar
folder-pull-note = En orden de almacenamiento. Ponga un señalador donde saque una tarjeta.
folder-pull-few = { $n ->
    [one] 1 lote tiene
   *[other] { $n } lotes tienen
 } menos de { $few } tarjetas, de modo que lo que se lee puede revelar cómo votó alguien: { $names }. No muestre estas lecturas a nadie fuera de la mesa.
folder-pull-container = { $container }: unidades por sacar { $units }, de { $batches ->
        [one] { $batches } lote
       *[other] { $batches } lotes
    }.
folder-placeholder-title = Señaladores
folder-placeholder-note = Uno por tarjeta. Se queda en el lote hasta que la tarjeta vuelva.
folder-placeholder = Lote { $batch }, tarjeta { $position }
folder-read-title = Qué lee la mesa
folder-read-note = Lea el papel y marque lo que quiso el votante. La lectura de la máquina no se muestra, para que no guíe a la mesa. Después rellene la hoja de lecturas.
folder-word-blank = en blanco
folder-word-overvote = sobrevoto
folder-word-not-on-card = no en la tarjeta
folder-word-not-found = tarjeta no encontrada
folder-rule-new-file = un archivo que aún no existe
folder-found-there = un archivo que existe
folder-rule-files-beside = una ruta en la carpeta de los archivos, o por encima, porque una auditoría solo lee archivos de su propia carpeta
folder-found-elsewhere = una carpeta en la que { $file } no está

## La auditoría oficial de otros, revisada, in Spanish.

official-manifests = Los manifiestos tienen { $batches ->
        [one] 1 lote
       *[other] { $batches } lotes
    } con { $ballots ->
        [one] 1 boleta.
       *[other] { $ballots } boletas.
    }
official-p-value-agrees = el valor P que declara el informe, { $p }, es el de sus lotes.
official-p-value-differs = el informe declara un valor P de { $p }; sus lotes dan { $ours }.
official-draw-repeats = La semilla pública da { $n ->
        [one] la misma 1 extracción.
       *[other] las mismas { $n } extracciones.
    }
official-draw-differs = De { $n ->
        [one] su 1 extracción
       *[other] sus { $n } extracciones
    } la semilla pública da { $same } con los lotes en el orden de estos archivos. Arlo pudo tenerlos en otro orden, y entonces el sorteo no puede repetirse con ellos.
official-runoff = Quien gana necesita mayoría, así que se prueba cada afirmación de una segunda vuelta.
official-tallied = A mano { $n ->
        [one] se contó 1 lote
       *[other] se contaron { $n } lotes
    } con { $ballots ->
        [one] 1 boleta;
       *[other] { $ballots } boletas;
    } { $differ ->
        [one] en 1 difieren la mano y la máquina.
       *[other] en { $differ } difieren la mano y la máquina.
    }
official-stated-otherwise = { $what }: el informe dice { $stated }; los archivos dan { $counted }.
official-head-kind = tipo de papel
official-head-batches = lotes
official-head-ballots = boletas
official-head-votes-off = votos distintos
official-changes = Votos a mano, más (+) o menos (-) que los declarados:
official-found-unused = { $format }
official-rule-seal-of-folder = ninguno: solo lo tiene la carpeta de una auditoría de recount rehearse
official-rule-three-files = un informe de auditoría de Arlo, los manifiestos de boletas y los totales por lote; o archivos del centro de auditorías de Colorado
official-found-no-totals = ningún voto por lote
official-found-no-manifest = ningún manifiesto de boletas
official-flaw-missing = los archivos no tienen nada llamado «{ $what }»
official-flaw-cell = { $file }, fila { $row }, { $column }: «{ $found }» no es lo que esta columna debe tener
official-flaw-figures = { $contest }: { $why }
official-state-first = Se sortearon muestras para { $targeted ->
        [one] 1 contienda.
       *[other] { $targeted } contiendas.
    } Según las discrepancias que cuentan los archivos, { $confirmed ->
        [one] 1 resultado queda confirmado
       *[other] { $confirmed } resultados quedan confirmados
    } con el límite de riesgo, y { $open ->
        [one] 1 no.
       *[other] { $open } no.
    }
official-state-open = { $contest } no queda confirmada: el riesgo medido es { $p } tras { $draws ->
        [one] 1 extracción.
       *[other] { $draws } extracciones.
    }
official-state-selected = { $n ->
        [one] Se pidió 1 extracción.
       *[other] Se pidieron { $n } extracciones.
    }
official-state-sizes = { $n ->
        [one] 1 contienda tiene
       *[other] { $n } contiendas tienen
    } margen; { $same ->
        [one] 1 tamaño de muestra declarado es el
       *[other] { $same } tamaños de muestra declarados son los
    } de la fórmula de Stark.
official-state-margins = { $n ->
        [one] 1 margen es el de los votos publicados.
       *[other] { $n } márgenes son los de los votos publicados.
    }
official-state-cards = { $n ->
        [one] 1 número de tarjetas es el de los lotes de sus condados.
       *[other] { $n } números de tarjetas son los de los lotes de sus condados.
    }
official-state-no-margin = { $n ->
        [one] 1 contienda no tiene quien pierda, o sus dos primeros empatan: ninguna muestra puede confirmarla.
       *[other] { $n } contiendas no tienen quien pierda, o sus dos primeros empatan: ninguna muestra puede confirmarlas.
    }
official-state-no-sample = Para { $n ->
        [one] 1 contienda
       *[other] { $n } contiendas
    } no se sorteó ninguna muestra. Las tarjetas sorteadas para otras pueden mostrarlas, pero los archivos no las cuentan, así que nada se mide.
official-state-no-draw = El sorteo no puede repetirse con estos archivos: nombran las tarjetas con números de una base de datos que no se publica.
official-state-unused = No hacen falta para esta comprobación: { $files }.
official-state-problems = Lo que no se sostiene:
official-head-contest = contienda
official-head-draws = extracciones
official-head-risk = riesgo
official-problem-margin = { $contest }: el margen declarado es { $stated }, el de los votos publicados { $votes }
official-problem-no-votes = { $contest }: no se publican votos
official-problem-merged = { $contest }: varios condados llaman así a contiendas sin ninguna opción común; sus votos no deben sumarse
official-problem-split = { $contest }: la ronda tiene { $parts } contiendas con este nombre, que difieren solo en espacios; si son una sola, sus votos se compararon por partes y su margen es otro
official-problem-cards = { $contest }: el número declarado de tarjetas es { $stated }, el de los lotes de sus condados { $counted }
official-problem-size = { $contest }: el tamaño de muestra declarado es { $stated }, el de la fórmula { $again }
official-problem-draws = { $contest }: se dice que se leyeron { $stated } sorteos, y se eligieron { $selected }
official-problem-status = { $contest }: el estado declarado es { $status }, el riesgo medido { $p }
official-problem-batch = { $batch }: { $manifest ->
        [one] 1 tarjeta
       *[other] { $manifest } tarjetas
    } en el manifiesto, { $records ->
        [one] 1 registro
       *[other] { $records } registros
    }

## Tamaños de muestra para las contiendas que publicó una oficina, en español.

sizing-first = Tarjetas por sortear para { $n ->
        [one] 1 contienda, auditada
       *[other] { $n } contiendas, cada una auditada
    } por sí sola con un límite de riesgo de { $limit } %.
sizing-first-by-files = Tarjetas por sortear para { $n ->
        [one] 1 contienda, auditada
       *[other] { $n } contiendas, cada una auditada
    } por sí sola con el límite de riesgo que los archivos le dan.
sizing-half = { $method }: la mitad de las contiendas necesita a lo más { $half }; la que más necesita, { $most }.
sizing-every-card = { $method }: para { $n ->
        [one] 1 contienda son todas las tarjetas: un conteo manual completo.
       *[other] { $n } contiendas son todas las tarjetas: un conteo manual completo.
    }
sizing-without-size = { $method }: { $n ->
        [one] 1 contienda no tiene tamaño.
       *[other] { $n } contiendas no tienen tamaño.
    }
sizing-if-nothing-is-wrong = Con tantas tarjetas, nueve de cada diez auditorías han confirmado un reporte correcto, si mano y máquina coinciden en cada una; con discrepancias hacen falta más. La muestra de una contienda sirve también a otras en las mismas tarjetas.
sizing-with-discrepancies = Con tantas tarjetas, nueve de cada diez auditorías han confirmado un reporte correcto, si las discrepancias son tan frecuentes como se indica. La muestra de una contienda sirve también a otras en las mismas tarjetas.
sizing-most-votes = Se supone que cada contienda la gana quien tiene más votos. Una medida que exige otra proporción, como el 60 %, necesita otros tamaños: planéela con un escenario que diga su regla.
sizing-head-contest = contienda
sizing-head-margin = margen
sizing-head-cards = tarjetas
sizing-head-share = diluido
sizing-left-out = Sin plan ({ $n }):
sizing-why-no-cards = los archivos no dicen cuántas tarjetas hay
sizing-why-no-winners = los archivos no dicen cuántos ganan
sizing-why-no-margin = nadie perdió, o los primeros empatan: ninguna muestra puede confirmarla
sizing-why-ranked = se votó por orden de preferencia: estos votos no dan su margen
sizing-why-no-limit = falta el límite de riesgo; use --risk-limit
sizing-found-records = { $format }
sizing-found-none = ninguna contienda
sizing-rule-results = resultados publicados, o las contiendas de una ronda de auditoría; para registros de tarjetas escriba un escenario con [election] from
