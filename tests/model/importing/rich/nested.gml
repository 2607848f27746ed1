Creator "ours"
graph [
  label "Care"
  comment "Made by hand"
  directed 0
  node [ id 1 label "Trust &#38; care" type "a" weight 2 graphics [ x 1 fill "#FFCC00" ] ]
  node [ id 2 name "Joy" type "b" gid 4 tags [ one 1 ] ]
  node [ id 3 ]
  node [ id 4 label "Group" isGroup 1 ]
  node [ id 4 label "Again" ]
  edge [ source 1 target 2 label "gives" directed 1 value 0.5 ]
  edge [ source 2 target 3 graphics [ targetArrow "standard" ] ]
  edge [ source 3 target 9 ]
  edge [ source 3 ]
  edge [ source 1 target 3 direction "back" id 7 ]
]
graph [ node [ id 5 ] ]
